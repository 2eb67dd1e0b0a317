/** How the page looks; light or dark as the reader's machine. */
export const STYLE = `
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{max-width:75rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{margin-top:2.5rem}h3{margin-top:1.5rem}small{font-weight:400;opacity:.7}
.verdict{padding:.15em .5em;border-radius:.3em;color:#fff}.verdict.good{background:#1a7f37}.verdict.bad{background:#b42318}.verdict.unclear{background:#7d5700}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.2rem;padding:1rem;border:1px solid #8884;border-radius:.4rem}
dt{font-weight:600}dd{margin:0}.legend{opacity:.8}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #8883}
.timeline td{border-left:1px solid #8883}.time{white-space:nowrap;opacity:.7}
td.effect{background:#0969da22}td.fault{background:#bf870033}td.good{background:#1a7f3722}td.bad{background:#b4231822}
tr.broke td{background:#b4231811}tr.not-reached td{opacity:.55}
code{font-size:.92em;word-break:break-word}
@media (max-width:40rem){dl{grid-template-columns:1fr}table{display:block;overflow-x:auto}}
`;
