// A decision table on top of a literal expression: discount ← tier ← total.

/** `ID` and `ID-tier` are the decisions, `ID-graph` is the requirements graph. */
export function discountDecision(id: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}-graph" name="Discounts"
  namespace="http://grevy.test">
  <decision id="${id}" name="Discount">
    <variable id="${id}-variable" name="discount" />
    <informationRequirement id="${id}-requires"><requiredDecision href="#${id}-tier" /></informationRequirement>
    <decisionTable id="${id}-table" hitPolicy="UNIQUE">
      <input id="${id}-input" label="Tier"><inputExpression id="${id}-expression"><text>tier</text></inputExpression></input>
      <output id="${id}-output" name="discount" />
      <rule id="${id}-gold">
        <inputEntry id="${id}-gold-in"><text>"gold"</text></inputEntry>
        <outputEntry id="${id}-gold-out"><text>15</text></outputEntry>
      </rule>
      <rule id="${id}-silver">
        <inputEntry id="${id}-silver-in"><text>"silver"</text></inputEntry>
        <outputEntry id="${id}-silver-out"><text>5</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <decision id="${id}-tier" name="Tier">
    <variable id="${id}-tier-variable" name="tier" />
    <literalExpression id="${id}-tier-expression"><text>if total &gt; 100 then "gold" else "silver"</text></literalExpression>
  </decision>
</definitions>`;
}
