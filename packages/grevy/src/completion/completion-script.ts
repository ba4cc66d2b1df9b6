// Completion scripts for shells. Each asks the program itself (`__complete`) for candidates, and completes files where
// there are none.

export const SHELLS = ['bash', 'fish', 'powershell', 'zsh'] as const;
export type Shell = (typeof SHELLS)[number];

export function isShell(text: string): text is Shell {
  return SHELLS.some((shell) => shell === text);
}

/**
 * The script for a program of this name.
 * @param hasDescriptions whether the candidates are shown with what they mean; bash never shows it
 */
export function completionScript(shell: Shell, program: string, hasDescriptions = true): string {
  switch (shell) {
    case 'bash':
      return bash(program);
    case 'zsh':
      return zsh(program, hasDescriptions);
    case 'fish':
      return fish(program, hasDescriptions);
    case 'powershell':
      return powershell(program, hasDescriptions);
  }
}

function bash(program: string): string {
  return `# Completion of ${program} for bash. Load it with: source <(${program} completion bash)
_${program}_complete() {
  local line
  COMPREPLY=()
  while IFS=$'\\t' read -r line _; do
    [ -n "$line" ] && COMPREPLY+=("$line")
  done < <("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _${program}_complete ${program}
`;
}

function zsh(program: string, hasDescriptions: boolean): string {
  return `#compdef ${program}
# Completion of ${program} for zsh. Put it into a file _${program} in a folder of $fpath.
_${program}() {
  local -a candidates
  local word description
  while IFS=$'\\t' read -r word description; do
    [ -n "$word" ] && candidates+=("\${word//:/\\\\:}${hasDescriptions ? ':$description' : ''}")
  done < <("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#candidates} )); then _describe '${program}' candidates; else _files; fi
}
if [ "\${funcstack[1]}" = "_${program}" ]; then _${program} "$@"; else compdef _${program} ${program}; fi
`;
}

function fish(program: string, hasDescriptions: boolean): string {
  return `# Completion of ${program} for fish. Load it with: ${program} completion fish | source
function __${program}_complete
  set -l words (commandline -opc) (commandline -ct)
  $words[1] __complete -- $words[2..-1] 2>/dev/null${hasDescriptions ? '' : ' | string split -f 1 \\t'}
end
complete -c ${program} -a '(__${program}_complete)'
`;
}

function powershell(program: string, hasDescriptions: boolean): string {
  return `# Completion of ${program} for PowerShell. Load it with: ${program} completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName '${program}' -ScriptBlock {
  param($word, $line, $cursor)
  $words = @($line.CommandElements |
    Where-Object { $_.Extent.StartOffset -lt $cursor } |
    Select-Object -Skip 1 |
    ForEach-Object { $_.Extent.Text })
  # Older shells drop an empty argument at the end, so it is sent as a quoted one.
  if ($word -eq '') { $words += if ($PSVersionTable.PSVersion -ge [version]'7.3') { '' } else { '""' } }
  & '${program}' __complete -- @words 2>$null | ForEach-Object {
    $candidate, $description = $_ -split "\`t", 2
    ${hasDescriptions ? '$shown = if ($description) { $description } else { $candidate }' : '$shown = $candidate'}
    [System.Management.Automation.CompletionResult]::new($candidate, $candidate, 'ParameterValue', $shown)
  }
}
`;
}
