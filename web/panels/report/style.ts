/** How a report looks: light, and on paper as on the screen. Its colors are those of the light theme. */
export const STYLE = `
@page { size: A4; margin: 9mm 14mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: calc(180mm + 32px); margin: 0 auto; padding: 16px; background: #ffffff; color: #1b232d; font: 9pt/1.35 system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 4px; font-size: 16pt; line-height: 1.2; }
h2 { margin: 10px 0 2px; font-size: 11pt; break-after: avoid; }
h3 { margin: 5px 0 0; font-size: 9pt; break-after: avoid; }
p { margin: 0 0 4px; }
ul { margin: 0 0 4px; padding-left: 16px; }
a { color: #005f96; }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.3; font-variant-numeric: tabular-nums; }
th, td { padding: 1px 6px 1px 0; border-bottom: 1px solid #d9d5cb; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { border-bottom-color: #87816f; }
tbody th { font-weight: 400; }
tr, li, svg { break-inside: avoid; }
svg { display: block; max-width: 100%; height: auto; }
figure { margin: 0; max-width: 100%; break-inside: avoid; }
figcaption { padding-left: 4px; font-weight: 600; }
dl { columns: 2; column-gap: 16px; margin: 0; font-size: 8pt; }
dl div { display: flex; gap: 6px; break-inside: avoid; }
dt { flex: none; width: 32%; color: #515a66; }
dd { margin: 0; }
.figures th:first-child { width: 25%; }
.soft { color: #515a66; }
.small { font-size: 8pt; }
.pass, .better { color: #00674a; font-weight: 700; }
.fail, .worse { color: #b3261e; font-weight: 700; }
.same { color: #515a66; }
.lead { font-size: 9.5pt; font-weight: 600; }
.delta { white-space: nowrap; }
.charts { display: flex; flex-wrap: wrap; gap: 6px; }
@media print { body { max-width: none; padding: 0; print-color-adjust: exact; } }
@media (max-width: 600px) { .wide { overflow-x: auto; } dl { columns: 1; } }
`;
