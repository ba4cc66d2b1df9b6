// A form with one field.

export function contactForm(id: string): string {
  return JSON.stringify({
    id,
    type: 'default',
    schemaVersion: 9,
    components: [{ id: 'field', key: 'email', label: 'E-mail', type: 'textfield' }],
  });
}
