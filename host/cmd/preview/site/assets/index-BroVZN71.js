const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./connection-BgoaB1ew.js","./connection-ChyHdvhT.css"])))=>i.map(i=>d[i]);
var e=class extends Error{name=`EngineError`;code;constructor(e,t,n){super(t,n),this.code=e}},t=class extends Error{name=`PolicyError`;code;problems;token;bytes;limit;text;constructor(e,t){let{code:n,problems:r=[],token:i,bytes:a,limit:o}=e,[s,...c]=r;super(`${n}: ${s?.path?`${s.path}: `:``}${s?.message??e.message}`+(c.length>0?` (and ${c.length} more)`:``)),this.code=n,this.problems=r,this.token=i,this.bytes=a,this.limit=o,this.text=t}},n=globalThis;function r(e){return n.process?.getBuiltinModule?.(e)}var i={major:1,minor:0},a={"abi-version":0,_initialize:0,cabi_realloc:4,evaluate:6,explain:6,validate:2,describe:0,cabi_post_evaluate:1,cabi_post_explain:1,cabi_post_validate:1,cabi_post_describe:1},o=new TextEncoder,s=new TextDecoder(`utf-8`,{fatal:!0,ignoreBOM:!0}),c=()=>({at:0,room:0,bytes:new Uint8Array,size:0,text:void 0}),l=class{version;#e;#t=new Uint8Array;#n=new DataView(new ArrayBuffer(0));#r;#i={config:c(),session:c(),audience:c()};constructor({exports:e}){if(!(e.memory instanceof WebAssembly.Memory))throw p(`memory`);f(e,`abi-version`),`_initialize`in e&&f(e,`_initialize`);let t=e;t._initialize?.();let n=t[`abi-version`]();this.version={major:n>>>16,minor:n&65535};let{major:r,minor:o}=i;if(this.version.major!==r||this.version.minor<o)throw m(`it speaks version ${this.version.major}.${this.version.minor} of the contract, this package needs ${r}.${o} or a later ${r}.x`);for(let t of Object.keys(a))f(e,t);this.#e={...t}}get bytes(){return this.#o().length}call(e,t,n,r){this.#c(t,n,r);let{config:i,session:a,audience:o}=this.#i;t!==i.text&&(i.text=d(t,i)),r!==o.text&&(o.text=d(r,o)),d(n,a);let s=this.#e[e](i.at,i.size,a.at,a.size,o.at,o.size)>>>0,c=this.#l(e,s);return this.#a||this.#e[`cabi_post_${e}`](s),c}get#a(){return this.version.minor>0}#o(){if(this.#t.length===0){let{buffer:e}=this.#e.memory;this.#t=new Uint8Array(e),this.#n=new DataView(e),this.#r=r(`node:buffer`)?.Buffer.from(e);for(let e of Object.values(this.#i))this.#s(e)}return this.#t}#s(e){e.bytes=this.#t.subarray(e.at,e.at+e.room)}#c(e,t,n){let{config:r,session:i,audience:a}=this.#i,[o,s,c]=[u(e),u(t),u(n)],l=this.#a;if(l&&o<=r.room&&s<=i.room&&c<=a.room)return;r.room=Math.max(o,l?r.room:0),i.room=Math.max(s,l?i.room:0),a.room=Math.max(c,l?a.room:0);let d=r.room+i.room+a.room,f=d>0?this.#e.cabi_realloc(0,0,1,d)>>>0:0,p=this.#o();if(f+d>p.length)throw RangeError(`The room is outside of the memory.`);for(let e of[r,i,a])e.at=f,e.text=void 0,this.#s(e),f+=e.room}#l(e,t){let n=this.#o(),r=this.#n,i=e!==`describe`,a=i?r.getUint8(t):0;if(a>1)throw TypeError(`The tag of the result is ${a}.`);let o=i?t+4:t,c=r.getUint32(o,!0),l=c+r.getUint32(o+4,!0);if(l>n.length)throw RangeError(`The text is outside of the memory.`);let u=this.#r?.utf8Slice?.(c,l)??`�`,d=!u.includes(`�`);return{ok:a===0,text:d?u:s.decode(n.subarray(c,l))}}};function u(e){return typeof e==`string`?3*e.length:e.length}function d(e,t){if(typeof e==`string`)return t.size=o.encodeInto(e,t.bytes).written,e;t.bytes.set(e),t.size=e.length}function f(e,t){let n=e[t];if(typeof n!=`function`)throw p(t);if(n.length!==a[t])throw m(`its ${t} has another signature`)}function p(e){return m(`it exports no ${e}`)}function m(t){return new e(`incompatible_module`,`The module cannot be run: ${t}.`)}function h(e,t){return typeof t==`string`||S(t)?t:_(e,t)}function g(e){if(typeof e==`string`)return JSON.stringify(e);let t=e??[];if(!Array.isArray(t))throw TypeError(`The audience is ${typeof t}; it is a string or an array of strings.`);return t.length>0?JSON.stringify(t):`""`}function _(e,t){let n=JSON.stringify(t);if(n===void 0)throw TypeError(`The ${e} is ${typeof t}, which JSON cannot hold.`);return n}var v=new TextEncoder,ee=4096;function y(e,t,n=0){if(typeof e==`string`){if(e.length<=ee)return e.isWellFormed()?e:x(e);let r=t?.(n);return b(x(b(e,r)),r)}if(!S(e))throw TypeError(`A JSON text is a string or a Uint8Array.`);return e.length<=ee?e:b(e,t?.(n))}function te(e){return typeof e==`string`?v.encode(e):new Uint8Array(e)}function b(e,t=1/0){return e.length>t?e.slice(0,t+1):e}function x(e){let t=v.encode(e);if(e.isWellFormed())return t;let n=0,r=0;for(let{0:i,index:a}of e.matchAll(/\p{Surrogate}/gu)){r+=v.encode(e.slice(n,a)).length;let o=i.charCodeAt(0);t.set([237,128|o>>6&63,128|o&63],r),n=a+1,r+=3}return t}function S(e){return e instanceof Uint8Array||C(`Uint8Array`,e)}function C(e,t){return Object.prototype.toString.call(t)===`[object ${e}]`}var w=2<<20,ne=class{abiVersion;digest;raw={evaluate:(e,t,n)=>this.#a(`evaluate`,e,t,n),explain:(e,t,n)=>this.#a(`explain`,e,t,n),validate:e=>this.#a(`validate`,e,``,``),describe:()=>this.#a(`describe`,``,``,``)};#e;#t;#n;constructor(e,t,n){this.#e=e,this.#t=t,this.abiVersion=t.version,this.digest=n}evaluate(e,t,n){return re(this.#r(h(`config`,e),t,n))}tryEvaluate(e,t,n){return this.#r(h(`config`,e),t,n)}explain(e,t,n){return this.#i(h(`config`,e),t,n)}validate(e){return this.#o(`validate`,this.raw.validate(h(`config`,e)))}describe(){return this.#o(`describe`,this.raw.describe())}policy(e){let t=h(`config`,e),{decisions:n}=this.#i(t,{},``),r=te(t),i=e=>n.filter(t=>t.token===e).map(e=>e.claim);return{evaluate:(e,t)=>re(this.#r(r,e,t)),tryEvaluate:(e,t)=>this.#r(r,e,t),explain:(e,t)=>this.#i(r,e,t),raw:{evaluate:(e,t)=>this.#a(`evaluate`,r,e,t),explain:(e,t)=>this.#a(`explain`,r,e,t)},claimNames:{access_token:i(`access_token`),id_token:i(`id_token`)}}}#r(e,t,n){let r=h(`session`,t),i=this.#a(`evaluate`,e,r,g(n)),a=this.#o(`evaluate`,i);return i.ok?{ok:!0,outcome:a}:{ok:!1,error:a}}#i(e,n,r){let i=h(`session`,n),a=this.#a(`explain`,e,i,g(r)),o=this.#o(`explain`,a);if(o instanceof t)throw o;return o}#a(e,t,n,r){let i=y(t,this.#c,0),a=y(n,this.#c,1),o=y(r,this.#c,2);try{this.#t??=new l(new WebAssembly.Instance(this.#e,{}));let t=this.#t.call(e,i,a,o),{ok:n,text:r}=t;if(r[0]!==`{`||r.at(-1)!==`}`)throw TypeError(`The text is no JSON object.`);return n||T(r),this.#t.bytes>w&&(this.#t=void 0),t}catch(t){throw this.#s(e,t)}}#o(e,{ok:n,text:r}){if(!n)return new t(T(r),r);try{return JSON.parse(r)}catch(t){throw this.#s(e,t)}}#s(t,n){return this.#t=void 0,new e(`crashed`,`The module's instance crashed in ${t}: ${n}`,{cause:n})}#c=e=>{if(!this.#n){let e=this.describe().limits??{};this.#n=[e.config_bytes,e.session_bytes,e.audience_bytes]}return this.#n[e]}};function re(e){if(!e.ok)throw e.error;return e.outcome}function T(e){let{error:t}=JSON.parse(e);if(typeof t?.code!=`string`)throw TypeError(`The text is no failure.`);return t}async function ie(t){let n=C(`WebAssembly.Module`,t)?void 0:await oe(t),r=n?await ae(n):t;try{let[e]=WebAssembly.Module.imports(r);if(e)throw m(`it imports ${e.module}.${e.name}, and it must import nothing`);return new ne(r,new l(await WebAssembly.instantiate(r,{})),n&&await ce(n))}catch(t){throw t instanceof e?t:new e(`crashed`,`The module crashed at its start: ${t}`,{cause:t})}}async function ae(t){try{return await WebAssembly.compile(t)}catch(t){let n=Uint8Array.of(0,97,115,109,1,0,0,0);throw await globalThis.WebAssembly?.compile(n).catch(()=>{})?new e(`invalid_module`,`This is no WebAssembly module: ${t}`,{cause:t}):new e(`compilation_forbidden`,`No WebAssembly can be compiled here: ${t}. A page's Content-Security-Policy must have 'wasm-unsafe-eval' in its script-src. On an edge runtime give load a precompiled module: import module from "@claimsmith/engine/claims.wasm".`,{cause:t})}}async function oe(t){if(S(t))return new Uint8Array(t);if(C(`ArrayBuffer`,t))return t.slice();try{let e=typeof t==`string`||C(`URL`,t);if(e){let e=se(String(t));if(e)return await e.read()}let n=await(e?fetch(String(t)):t);if(!n.ok)throw Error(`${n.url||`the response`} has the status ${n.status}`);return await n.arrayBuffer()}catch(t){throw new e(`unreadable_module`,`The module cannot be read: ${t}`,{cause:t})}}function se(e){let t=r(`node:fs`);if(!t)return;let n=/^[a-z][a-z\d+.-]+:/i.test(e);if(!n||e.startsWith(`file:`))return{read:()=>t.promises.readFile(n?new URL(e):e)}}async function ce(e){try{let t=await globalThis.crypto?.subtle?.digest(`SHA-256`,e);return t&&Array.from(new Uint8Array(t),e=>e.toString(16).padStart(2,`0`)).join(``)}catch{return}}async function le(t){if(t!==void 0)return ie(t);try{return await ie(new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url))}catch(t){if(t.code!==`unreadable_module`)throw t;let{message:n,cause:r}=t;throw new e(`unreadable_module`,`${n}. Was the package bundled? Then its claims.wasm was left behind: import @claimsmith/engine/inline, which has it inside, or give load the file's URL.`,{cause:r})}}function ue(e,t=!1){let n=e.length,r=0,i=``,a=0,o=16,s=0,c=0,l=0,u=0,d=0;function f(t,n){let i=0,a=0;for(;i<t||!n;){let t=e.charCodeAt(r);if(t>=48&&t<=57)a=a*16+t-48;else if(t>=65&&t<=70)a=a*16+t-65+10;else if(t>=97&&t<=102)a=a*16+t-97+10;else break;r++,i++}return i<t&&(a=-1),a}function p(e){r=e,i=``,a=0,o=16,d=0}function m(){let t=r;if(e.charCodeAt(r)===48)r++;else for(r++;r<e.length&&pe(e.charCodeAt(r));)r++;if(r<e.length&&e.charCodeAt(r)===46){if(r++,r<e.length&&pe(e.charCodeAt(r)))for(r++;r<e.length&&pe(e.charCodeAt(r));)r++;else return d=3,e.substring(t,r)}let n=r;if(r<e.length&&(e.charCodeAt(r)===69||e.charCodeAt(r)===101)){if(r++,(r<e.length&&e.charCodeAt(r)===43||e.charCodeAt(r)===45)&&r++,r<e.length&&pe(e.charCodeAt(r))){for(r++;r<e.length&&pe(e.charCodeAt(r));)r++;n=r}else d=3}return e.substring(t,n)}function h(){let t=``,i=r;for(;;){if(r>=n){t+=e.substring(i,r),d=2;break}let a=e.charCodeAt(r);if(a===34){t+=e.substring(i,r),r++;break}if(a===92){if(t+=e.substring(i,r),r++,r>=n){d=2;break}switch(e.charCodeAt(r++)){case 34:t+=`"`;break;case 92:t+=`\\`;break;case 47:t+=`/`;break;case 98:t+=`\b`;break;case 102:t+=`\f`;break;case 110:t+=`
`;break;case 114:t+=`\r`;break;case 116:t+=`	`;break;case 117:let e=f(4,!0);e>=0?t+=String.fromCharCode(e):d=4;break;default:d=5}i=r}else{if(a>=0&&a<=31){if(fe(a)){t+=e.substring(i,r),d=2;break}d=6}r++}}return t}function g(){if(i=``,d=0,a=r,c=s,u=l,r>=n)return a=n,o=17;let t=e.charCodeAt(r);if(de(t)){do r++,i+=String.fromCharCode(t),t=e.charCodeAt(r);while(de(t));return o=15}if(fe(t))return r++,i+=String.fromCharCode(t),t===13&&e.charCodeAt(r)===10&&(r++,i+=`
`),s++,l=r,o=14;switch(t){case 123:return r++,o=1;case 125:return r++,o=2;case 91:return r++,o=3;case 93:return r++,o=4;case 58:return r++,o=6;case 44:return r++,o=5;case 34:return r++,i=h(),o=10;case 47:let c=r-1;if(e.charCodeAt(r+1)===47){for(r+=2;r<n&&!fe(e.charCodeAt(r));)r++;return i=e.substring(c,r),o=12}if(e.charCodeAt(r+1)===42){r+=2;let t=n-1,a=!1;for(;r<t;){let t=e.charCodeAt(r);if(t===42&&e.charCodeAt(r+1)===47){r+=2,a=!0;break}r++,fe(t)&&(t===13&&e.charCodeAt(r)===10&&r++,s++,l=r)}return a||(r++,d=1),i=e.substring(c,r),o=13}return i+=String.fromCharCode(t),r++,o=16;case 45:if(i+=String.fromCharCode(t),r++,r===n||!pe(e.charCodeAt(r)))return o=16;case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return i+=m(),o=11;default:for(;r<n&&_(t);)r++,t=e.charCodeAt(r);if(a!==r){switch(i=e.substring(a,r),i){case`true`:return o=8;case`false`:return o=9;case`null`:return o=7}return o=16}return i+=String.fromCharCode(t),r++,o=16}}function _(e){if(de(e)||fe(e))return!1;switch(e){case 125:case 93:case 123:case 91:case 34:case 58:case 44:case 47:return!1}return!0}function v(){let e;do e=g();while(e>=12&&e<=15);return e}return{setPosition:p,getPosition:()=>r,scan:t?v:g,getToken:()=>o,getTokenValue:()=>i,getTokenOffset:()=>a,getTokenLength:()=>r-a,getTokenStartLine:()=>c,getTokenStartCharacter:()=>a-u,getTokenError:()=>d}}function de(e){return e===32||e===9}function fe(e){return e===10||e===13}function pe(e){return e>=48&&e<=57}var me;(function(e){e[e.lineFeed=10]=`lineFeed`,e[e.carriageReturn=13]=`carriageReturn`,e[e.space=32]=`space`,e[e._0=48]=`_0`,e[e._1=49]=`_1`,e[e._2=50]=`_2`,e[e._3=51]=`_3`,e[e._4=52]=`_4`,e[e._5=53]=`_5`,e[e._6=54]=`_6`,e[e._7=55]=`_7`,e[e._8=56]=`_8`,e[e._9=57]=`_9`,e[e.a=97]=`a`,e[e.b=98]=`b`,e[e.c=99]=`c`,e[e.d=100]=`d`,e[e.e=101]=`e`,e[e.f=102]=`f`,e[e.g=103]=`g`,e[e.h=104]=`h`,e[e.i=105]=`i`,e[e.j=106]=`j`,e[e.k=107]=`k`,e[e.l=108]=`l`,e[e.m=109]=`m`,e[e.n=110]=`n`,e[e.o=111]=`o`,e[e.p=112]=`p`,e[e.q=113]=`q`,e[e.r=114]=`r`,e[e.s=115]=`s`,e[e.t=116]=`t`,e[e.u=117]=`u`,e[e.v=118]=`v`,e[e.w=119]=`w`,e[e.x=120]=`x`,e[e.y=121]=`y`,e[e.z=122]=`z`,e[e.A=65]=`A`,e[e.B=66]=`B`,e[e.C=67]=`C`,e[e.D=68]=`D`,e[e.E=69]=`E`,e[e.F=70]=`F`,e[e.G=71]=`G`,e[e.H=72]=`H`,e[e.I=73]=`I`,e[e.J=74]=`J`,e[e.K=75]=`K`,e[e.L=76]=`L`,e[e.M=77]=`M`,e[e.N=78]=`N`,e[e.O=79]=`O`,e[e.P=80]=`P`,e[e.Q=81]=`Q`,e[e.R=82]=`R`,e[e.S=83]=`S`,e[e.T=84]=`T`,e[e.U=85]=`U`,e[e.V=86]=`V`,e[e.W=87]=`W`,e[e.X=88]=`X`,e[e.Y=89]=`Y`,e[e.Z=90]=`Z`,e[e.asterisk=42]=`asterisk`,e[e.backslash=92]=`backslash`,e[e.closeBrace=125]=`closeBrace`,e[e.closeBracket=93]=`closeBracket`,e[e.colon=58]=`colon`,e[e.comma=44]=`comma`,e[e.dot=46]=`dot`,e[e.doubleQuote=34]=`doubleQuote`,e[e.minus=45]=`minus`,e[e.openBrace=123]=`openBrace`,e[e.openBracket=91]=`openBracket`,e[e.plus=43]=`plus`,e[e.slash=47]=`slash`,e[e.formFeed=12]=`formFeed`,e[e.tab=9]=`tab`})(me||={}),Array(20).fill(0).map((e,t)=>` `.repeat(t));var he=200;Array(he).fill(0).map((e,t)=>`
`+` `.repeat(t)),Array(he).fill(0).map((e,t)=>`\r`+` `.repeat(t)),Array(he).fill(0).map((e,t)=>`\r
`+` `.repeat(t)),Array(he).fill(0).map((e,t)=>`
`+`	`.repeat(t)),Array(he).fill(0).map((e,t)=>`\r`+`	`.repeat(t)),Array(he).fill(0).map((e,t)=>`\r
`+`	`.repeat(t));var ge;(function(e){e.DEFAULT={allowTrailingComma:!1}})(ge||={});function _e(e,t){let n=[],r={},i,a={value:{},offset:0,length:0,type:`object`,parent:void 0},o=!1;function s(e,t,n,r){a.value=e,a.offset=t,a.length=n,a.type=r,a.colonOffset=void 0,i=a}try{Se(e,{onObjectBegin:(e,a)=>{if(t<=e)throw r;i=void 0,o=t>e,n.push(``)},onObjectProperty:(e,i,a)=>{if(t<i||(s(e,i,a,`property`),n[n.length-1]=e,t<=i+a))throw r},onObjectEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onArrayBegin:(e,a)=>{if(t<=e)throw r;i=void 0,n.push(0)},onArrayEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onLiteralValue:(e,n,i)=>{if(t<n||(s(e,n,i,Ce(e)),t<=n+i))throw r},onSeparator:(e,a,s)=>{if(t<=a)throw r;if(e===`:`&&i&&i.type===`property`)i.colonOffset=a,o=!1,i=void 0;else if(e===`,`){let e=n[n.length-1];typeof e==`number`?n[n.length-1]=e+1:(o=!0,n[n.length-1]=``),i=void 0}}})}catch(e){if(e!==r)throw e}return{path:n,previousNode:i,isAtPropertyKey:o,matches:e=>{let t=0;for(let r=0;t<e.length&&r<n.length;r++)if(e[t]===n[r]||e[t]===`*`)t++;else if(e[t]!==`**`)return!1;return t===e.length}}}function ve(e,t=[],n=ge.DEFAULT){let r=null,i=[],a=[];function o(e){Array.isArray(i)?i.push(e):r!==null&&(i[r]=e)}return Se(e,{onObjectBegin:()=>{let e={};o(e),a.push(i),i=e,r=null},onObjectProperty:e=>{r=e},onObjectEnd:()=>{i=a.pop()},onArrayBegin:()=>{let e=[];o(e),a.push(i),i=e,r=null},onArrayEnd:()=>{i=a.pop()},onLiteralValue:o,onError:(e,n,r)=>{t.push({error:e,offset:n,length:r})}},n),i[0]}function ye(e,t=[],n=ge.DEFAULT){let r={type:`array`,offset:-1,length:-1,children:[],parent:void 0};function i(e){r.type===`property`&&(r.length=e-r.offset,r=r.parent)}function a(e){return r.children.push(e),e}Se(e,{onObjectBegin:e=>{r=a({type:`object`,offset:e,length:-1,parent:r,children:[]})},onObjectProperty:(e,t,n)=>{r=a({type:`property`,offset:t,length:-1,parent:r,children:[]}),r.children.push({type:`string`,value:e,offset:t,length:n,parent:r})},onObjectEnd:(e,t)=>{i(e+t),r.length=e+t-r.offset,r=r.parent,i(e+t)},onArrayBegin:(e,t)=>{r=a({type:`array`,offset:e,length:-1,parent:r,children:[]})},onArrayEnd:(e,t)=>{r.length=e+t-r.offset,r=r.parent,i(e+t)},onLiteralValue:(e,t,n)=>{a({type:Ce(e),offset:t,length:n,parent:r,value:e}),i(t+n)},onSeparator:(e,t,n)=>{r.type===`property`&&(e===`:`?r.colonOffset=t:e===`,`&&i(t))},onError:(e,n,r)=>{t.push({error:e,offset:n,length:r})}},n);let o=r.children[0];return o&&delete o.parent,o}function be(e,t){if(!e)return;let n=e;for(let e of t)if(typeof e==`string`){if(n.type!==`object`||!Array.isArray(n.children))return;let t=!1;for(let r of n.children)if(Array.isArray(r.children)&&r.children[0].value===e&&r.children.length===2){n=r.children[1],t=!0;break}if(!t)return}else{let t=e;if(n.type!==`array`||t<0||!Array.isArray(n.children)||t>=n.children.length)return;n=n.children[t]}return n}function xe(e){switch(e.type){case`array`:return e.children.map(xe);case`object`:let t=Object.create(null);for(let n of e.children){let e=n.children[1];e&&(t[n.children[0].value]=xe(e))}return t;case`null`:case`string`:case`number`:case`boolean`:return e.value;default:return}}function Se(e,t,n=ge.DEFAULT){let r=ue(e,!1),i=[],a=0;function o(e){return e?()=>a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function s(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function c(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice()):()=>!0}function l(e){return e?()=>{a>0?a++:e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice())===!1&&(a=1)}:()=>!0}function u(e){return e?()=>{a>0&&a--,a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter())}:()=>!0}let d=l(t.onObjectBegin),f=c(t.onObjectProperty),p=u(t.onObjectEnd),m=l(t.onArrayBegin),h=u(t.onArrayEnd),g=c(t.onLiteralValue),_=s(t.onSeparator),v=o(t.onComment),ee=s(t.onError),y=n&&n.disallowComments,te=n&&n.allowTrailingComma;function b(){for(;;){let e=r.scan();switch(r.getTokenError()){case 4:x(14);break;case 5:x(15);break;case 3:x(13);break;case 1:y||x(11);break;case 2:x(12);break;case 6:x(16)}switch(e){case 12:case 13:y?x(10):v();break;case 16:x(1);break;case 15:case 14:break;default:return e}}}function x(e,t=[],n=[]){if(ee(e),t.length+n.length>0){let e=r.getToken();for(;e!==17;){if(t.indexOf(e)!==-1){b();break}if(n.indexOf(e)!==-1)break;e=b()}}}function S(e){let t=r.getTokenValue();return e?g(t):(f(t),i.push(t)),b(),!0}function C(){switch(r.getToken()){case 11:let e=r.getTokenValue(),t=Number(e);isNaN(t)&&(x(2),t=0),g(t);break;case 7:g(null);break;case 8:g(!0);break;case 9:g(!1);break;default:return!1}return b(),!0}function w(){return r.getToken()===10?(S(!1),r.getToken()===6?(_(`:`),b(),T()||x(4,[],[2,5])):x(5,[],[2,5]),i.pop(),!0):(x(3,[],[2,5]),!1)}function ne(){d(),b();let e=!1;for(;r.getToken()!==2&&r.getToken()!==17;){if(r.getToken()===5){if(e||x(4,[],[]),_(`,`),b(),r.getToken()===2&&te)break}else e&&x(6,[],[]);w()||x(4,[],[2,5]),e=!0}return p(),r.getToken()===2?b():x(7,[2],[]),!0}function re(){m(),b();let e=!0,t=!1;for(;r.getToken()!==4&&r.getToken()!==17;){if(r.getToken()===5){if(t||x(4,[],[]),_(`,`),b(),r.getToken()===4&&te)break}else t&&x(6,[],[]);e?(i.push(0),e=!1):i[i.length-1]++,T()||x(4,[],[4,5]),t=!0}return h(),e||i.pop(),r.getToken()===4?b():x(8,[4],[]),!0}function T(){switch(r.getToken()){case 3:return re();case 1:return ne();case 10:return S(!0);default:return C()}}return b(),r.getToken()===17?n.allowEmptyContent?!0:(x(4,[],[]),!1):T()?(r.getToken()!==17&&x(9,[],[]),!0):(x(4,[],[]),!1)}function Ce(e){switch(typeof e){case`boolean`:return`boolean`;case`number`:return`number`;case`string`:return`string`;case`object`:if(e){if(Array.isArray(e))return`array`}else return`null`;return`object`;default:return`null`}}var we;(function(e){e[e.None=0]=`None`,e[e.UnexpectedEndOfComment=1]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=2]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=3]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=4]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=5]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=6]=`InvalidCharacter`})(we||={});var Te;(function(e){e[e.OpenBraceToken=1]=`OpenBraceToken`,e[e.CloseBraceToken=2]=`CloseBraceToken`,e[e.OpenBracketToken=3]=`OpenBracketToken`,e[e.CloseBracketToken=4]=`CloseBracketToken`,e[e.CommaToken=5]=`CommaToken`,e[e.ColonToken=6]=`ColonToken`,e[e.NullKeyword=7]=`NullKeyword`,e[e.TrueKeyword=8]=`TrueKeyword`,e[e.FalseKeyword=9]=`FalseKeyword`,e[e.StringLiteral=10]=`StringLiteral`,e[e.NumericLiteral=11]=`NumericLiteral`,e[e.LineCommentTrivia=12]=`LineCommentTrivia`,e[e.BlockCommentTrivia=13]=`BlockCommentTrivia`,e[e.LineBreakTrivia=14]=`LineBreakTrivia`,e[e.Trivia=15]=`Trivia`,e[e.Unknown=16]=`Unknown`,e[e.EOF=17]=`EOF`})(Te||={});var Ee=_e,De=ve,Oe=ye,ke=be,Ae=xe,je;(function(e){e[e.InvalidSymbol=1]=`InvalidSymbol`,e[e.InvalidNumberFormat=2]=`InvalidNumberFormat`,e[e.PropertyNameExpected=3]=`PropertyNameExpected`,e[e.ValueExpected=4]=`ValueExpected`,e[e.ColonExpected=5]=`ColonExpected`,e[e.CommaExpected=6]=`CommaExpected`,e[e.CloseBraceExpected=7]=`CloseBraceExpected`,e[e.CloseBracketExpected=8]=`CloseBracketExpected`,e[e.EndOfFileExpected=9]=`EndOfFileExpected`,e[e.InvalidCommentToken=10]=`InvalidCommentToken`,e[e.UnexpectedEndOfComment=11]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=12]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=13]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=14]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=15]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=16]=`InvalidCharacter`})(je||={});var Me={disallowComments:!0,allowTrailingComma:!1,allowEmptyContent:!1},Ne=1<<18,E=class e{text;root;constructor(e,t){this.text=e,this.root=t}static read(t,n=Ne){if(t.length>n)return;let r=[];try{let n=Oe(t,r,Me);return n&&r.length===0?new e(t,n):void 0}catch{return}}node(e){return ke(this.root,e)}at(e){return this.node(this.path(e))}path(e){let t=[],n=this.root;for(let r of Fe(e)){let e=n?.type===`array`&&/^(?:0|[1-9]\d*)$/.test(r);t.push(e?Number(r):r),n=this.node(t)}return t}string(e){let t=this.node(e);return t?.type===`string`?String(t.value):void 0}canSet(e){for(let t=0;t<e.length;t++){let n=this.node(e.slice(0,t));if(!n)return!0;if(n.type!==`object`)return!1}return!0}raw(e){return this.text.slice(e.offset,e.offset+e.length)}value(e){let t=this.node(e);return t&&Ae(t)}set(e,t){let n=this.root;for(let[r,i]of e.entries()){let a=ke(n,[i]);if(a)n=a;else return t===void 0?this.text:this.#t(n,i,Pe(e,r,t))}if(t===void 0)return this.remove(n);let r=this.#n(n)?this.#a(n):void 0;return this.replace(n,this.#r(t,r))}setRaw(t,n){let r=e.read(this.set(t,n===void 0?void 0:null),1/0),i=n===void 0?void 0:r?.node(t);return r&&i&&n!==void 0?r.replace(i,n):r?.text??this.text}append(e,t){let n=this.node(e);return n?.type===`array`?this.#t(n,n.children?.length??0,t):this.set(e,[t])}remove(e){let{parent:t}=e;if(!t)throw TypeError(`A document cannot be removed from itself.`);if(t.type===`property`)return this.remove(t);let n=t.children??[],r=n.indexOf(e),[i,a]=[n[r-1],n[r+1]];return a?this.#e(e.offset,a.offset,``):i?this.#e(D(i),D(e),``):this.#e(t.offset+1,D(t)-1,``)}swap(e,t){let[n,r]=e.offset<t.offset?[e,t]:[t,e];return this.text.slice(0,n.offset)+this.raw(r)+this.text.slice(D(n),r.offset)+this.raw(n)+this.text.slice(D(r))}replace(e,t){return this.#e(e.offset,D(e),t)}#e(e,t,n){return this.text.slice(0,e)+n+this.text.slice(t)}#t(e,t,n){let r=e.children??[];if(!(e.type===`array`?t===r.length:typeof t==`string`)||e.type!==`array`&&e.type!==`object`)throw TypeError(`No place ${t} can be made in something of type ${e.type}.`);let i=e.type===`array`?``:JSON.stringify(t)+this.#i(),a=r.at(-1);if(!a){let t=this.#n(e)?this.#a(e):void 0,r=t&&t+this.#o(),a=(r??``)+i+this.#r(n,r)+(t??``);return this.#e(e.offset+1,D(e)-1,a)}let o=this.text.slice(e.offset+1,a.offset),s=o.slice(o.trimEnd().length),c=this.#a(a),l=s.includes(`
`),u=r.length>1?s:this.#i().slice(1),d=e.type===`array`&&a.children?.length?this.#n(a):l,f=i+this.#r(n,d?c:void 0);return this.#e(D(a),D(a),`,${l?c:u}${f}`)}#n(e){return e.children?.length?this.raw(e).includes(`
`):e===this.root||this.text.trimEnd().includes(`
`)}#r(e,t){return t===void 0?this.#i()===`:`?JSON.stringify(e):JSON.stringify(e,null,1).replace(/\n */g,` `):JSON.stringify(e,null,this.#o()).replaceAll(`
`,t)}#i(){let[e,t]=this.root.children?.[0]?.children??[];return e&&t&&D(e)+1===t.offset?`:`:`: `}#a(e){let t=this.text.lastIndexOf(`
`,e.offset)+1,n=/^[ \t]*/.exec(this.text.slice(t,e.offset))?.[0]??``;return(this.text.includes(`\r
`)?`\r
`:`
`)+n}#o(){return/\n([ \t]+)\S/.exec(this.text)?.[1]??`  `}};function D(e){return e.offset+e.length}function Pe(e,t,n){return e.slice(t+1).reduceRight((e,t)=>typeof t==`number`?[e]:{[t]:e},n)}function Fe(e){return e===``?[]:e.slice(1).split(`/`).map(e=>e.replaceAll(`~1`,`/`).replaceAll(`~0`,`~`))}function O(e){return e.map(e=>`/${String(e).replaceAll(`~`,`~0`).replaceAll(`/`,`~1`)}`).join(``)}function Ie(e,t){let n=0;for(let r=0;r<e.length;r++){let i=e.charCodeAt(r),a=i>=55296&&i<56320&&Le(e.charCodeAt(r+1));if(n+=i<128?1:i<2048?2:a?4:3,n>t)return r;a&&r++}return e.length}function Le(e){return e>=56320&&e<57344}function Re(e){let t=[],n=``,r=0,i=e.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs)??[];for(let e=0;e<i.length;e++){let a=i[e]??``,o=i[e+1];if(a===`{`||a===`[`){if(n+=a,o===`}`||o===`]`)continue;r++}else if(a===`}`||a===`]`){let o=i[e-1];if(o===`{`||o===`[`){n+=a;continue}n.trim()&&t.push(n),r--,n=`  `.repeat(r)+a;continue}else if(a===`,`)n+=a;else{n+=a===`:`?`: `:a;continue}t.push(n),n=`  `.repeat(r)}return n.trim()&&t.push(n),t}var ze=[`access_token`,`custom_claim_mappings`],Be=[`access_token`,`claims_mapping`,`custom_claims`],Ve=[`id_token`,`custom_claim_mappings`],He=[`saml_configuration`,`mappings`];function Ue(e){return e.node(ze)?!1:e.node([`access_token`,`claims_mapping`])?!0:e.string([`identifier`])!==void 0&&!e.node([`client_id`])}function We(e,{limits:t}){return{used:k(e).filter(({id:e})=>e!==`saml`).reduce((e,{rows:t})=>e+t.length,0),limit:Ue(e)?t.mappings_claims_mapping:t.mappings}}function k(e){return[Ge(e,`access_token`,Ue(e)?Be:ze),Ge(e,`id_token`,Ve),Ke(e)]}function Ge(e,t,n){let r=e.node(n),i=O(n);return{id:t,path:n,place:i,rows:(r?.type===`array`?r.children??[]:[]).map((t,n)=>{let r=`${i}/${n}`;return{name:Ye(e,Je(t,`name`)),expression:Ye(e,Je(t,`expression`)),place:r,namePlace:`${r}/name`,expressionPlace:`${r}/expression`,broken:t.type!==`object`}}),broken:!qe(e,n,`array`)}}function Ke(e){let t=e.node(He),n=(t?.type===`object`?t.children??[]:[]).map(t=>{let[n,r]=t.children??[],i=String(n?.value??``),a=O([...He,i]);return{name:i,expression:Ye(e,r),place:a,namePlace:a,expressionPlace:a,broken:!1}});return{id:`saml`,path:He,place:O(He),rows:n,broken:!qe(e,He,`object`)}}function qe(e,t,n){let r=e.node(t);return e.canSet(t)&&(!r||r.type===n)}function Je(e,t){return e.children?.find(e=>e.children?.[0]?.value===t)?.children?.[1]}function Ye(e,t){return t?t.type===`string`?String(t.value):e.raw(t):``}function Xe(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`name`],r);let i=e.node(t.path)?.children?.[n]?.children?.[0];return i?e.replace(i,JSON.stringify(r)):e.text}function Ze(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`expression`],r);let i=e.node(t.path)?.children?.[n]?.children?.[1];return i?e.replace(i,JSON.stringify(r)):e.text}function Qe(e,t){if(t.id!==`saml`)return e.append(t.path,{name:``,expression:``});let n=new Set(t.rows.map(({name:e})=>e)),r=`attribute`;for(let e=2;n.has(r);e++)r=`attribute_${e}`;return e.set([...t.path,r],``)}function $e(e,t,n){let r=e.node(t.path)?.children?.[n];return r?e.remove(r):e.text}function et(e,t,n,r){let i=e,a=n<r?1:-1;for(let e=n;e!==r;e+=a){let n=i.node(t.path)?.children,[r,o]=[n?.[e],n?.[e+a]];if(!r||!o)break;let s=E.read(i.swap(r,o));if(!s)break;i=s}return i.text}function tt(e,t){let n=JSON.parse(t);if(!e){let{code:e,message:t,problems:r=[]}=n.error;return{failure:{code:e,message:t,problems:r}}}let{form:r,decisions:i,payload:a,warnings:o=[],logs:s=[],error:c,saml:l}=n,u={},d={tokens:u,form:r,decisions:i,payload:a,warnings:o,logs:s,...l&&{statement:l.statement},...c&&{error:c}},f=E.read(t,1/0);for(let e of[`access_token`,`id_token`,`userinfo`]){let t=f?.node([e,`claims`]);f&&t&&(u[e]=nt(f,t))}let p=f?.node([`saml`,`attributes`]);return f&&p&&(d.attributes=(p.children??[]).map((e,t)=>({name:n.saml.attributes[t].name,format:n.saml.attributes[t].name_format,type:n.saml.attributes[t].type,values:rt(f,e)}))),{reading:d}}function nt(e,t){return(t.children??[]).map(({children:[t,n]=[]})=>({name:String(t?.value),text:n?e.raw(n):``}))}function rt(e,t){return(t.children?.find(({children:e})=>e?.[0]?.value===`values`)?.children?.[1]?.children??[]).map(t=>e.raw(t))}function it(e){let{digest:t}=e;return{description:e.describe(),...t!==void 0&&{digest:t}}}function at(e,t,{state:n,applied:r,otherMode:i}){let a=(t,{session:r,audience:i}=n)=>{let{ok:a,text:o}=e.raw.explain(t,r,st(i));return tt(a,o)},o=r?.edited??n.config,s=r?.saved??n.saved,c=a(o),l=c.failure&&lt(o,c.failure.problems),u=l&&a(l.text).reading,d=(u??c.reading)?.form??ct(e,n.session);return{config:o,edited:c,validation:JSON.parse(e.raw.validate(n.config).text),saved:s===o?c:a(s),...i!==void 0&&{otherMode:a(i)},...l&&u&&{rest:{reading:u,without:l.without}},scenarios:(n.scenarios??[]).map(e=>{let t=a(l?.text??o,e);return{edited:t,saved:s===o?t:a(s,e)}}),...d!==void 0&&t.expressions.roots.includes(d)&&{bareRoot:d}}}function ot(e,t){let{ok:n,text:r}=e.raw.explain(`{}`,t,st([``])),i=n?JSON.parse(r):void 0;return{validation:JSON.parse(e.raw.validate(t).text),...i&&{session:{form:i.form,warnings:i.warnings}}}}function st(e){return JSON.stringify(e.length===1?e[0]:e)}function ct(e,t){let{ok:n,text:r}=e.raw.explain(`{}`,t,st([``]));return n?JSON.parse(r).form:void 0}function lt(e,t){let n=E.read(e),r=e=>t=>t.path===e||t.path?.startsWith(`${e}/`)===!0,i=(n?k(n):[]).flatMap(e=>e.rows.map(({place:t},n)=>({id:e.id,index:n,place:t}))).filter(({place:e})=>t.some(r(e))),a=t.some(e=>!i.some(({place:t})=>r(t)(e)));if(!(i.length===0||a)){for(let{id:e,index:t}of i.toReversed()){let r=n&&k(n).find(t=>t.id===e);n&&r&&(n=E.read($e(n,r,t)))}return n&&{text:n.text,without:i.map(({place:e})=>e)}}}function ut(e){return e.includes(`\r`)?e.replace(/\r\n?/g,`
`):e}function dt(e,t){return e.includes(`\r`)?ut(e.slice(0,t)).length:t}var ft=e=>e>=55296&&e<=56319,pt=e=>e>=56320&&e<=57343;function mt(e,t){if(e===t)return;let n=Math.min(e.length,t.length),r=0;for(;r<n&&e.charCodeAt(r)===t.charCodeAt(r);)r++;let i=0;for(;i<n-r&&e.charCodeAt(e.length-1-i)===t.charCodeAt(t.length-1-i);)i++;return r>0&&ft(e.charCodeAt(r-1))&&r--,i>0&&pt(e.charCodeAt(e.length-i))&&i--,{from:r,to:e.length-i,insert:t.slice(r,t.length-i)}}function ht(e,t){let n=e.toLowerCase(),r=t===``?-1:n.indexOf(t.toLowerCase());if(!(r<0||n.length!==e.length))return{from:r,to:r+t.length}}function gt(e,t){let n=1,r=0,i=e.indexOf(`
`);return t.map(t=>{for(;i>=0&&i<t;)n++,r=i+1,i=e.indexOf(`
`,r);return{line:n,column:Math.max(t-r,0)+1}})}var _t=/[^\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]|\p{Default_Ignorable_Code_Point}/gu;function A(e){return e.replace(_t,vt)}function vt(e){return Array.from({length:e.length},(t,n)=>`\\u${e.charCodeAt(n).toString(16).padStart(4,`0`)}`).join(``)}var yt=Object.defineProperty,bt=(e,t)=>{for(var n in t)yt(e,n,{get:t[n],enumerable:!0})},xt=globalThis,St=xt.HTMLElement??class{},j=xt.document??{createTreeWalker(){}},M=xt.customElements??{get(){},define(){}},Ct=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),wt=function(e,t){return new URL(e,t).href},Tt={},Et=function(e){return e.pathname.endsWith(`.css`)},Dt=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Ot=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=wt(t,n);let r=s(t),i=Et(r);return Dt(Tt,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:Ct,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},kt=globalThis,At=kt.ShadowRoot&&(kt.ShadyCSS===void 0||kt.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,jt=Symbol(),Mt=new WeakMap,Nt=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==jt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(At&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=Mt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&Mt.set(t,e))}return e}toString(){return this.cssText}},Pt=e=>new Nt(typeof e==`string`?e:e+``,void 0,jt),N=(e,...t)=>new Nt(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,jt),Ft=(e,t)=>{if(At)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=j.createElement(`style`),r=kt.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},It=At?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return Pt(t)})(e):e,{is:Lt,defineProperty:Rt,getOwnPropertyDescriptor:zt,getOwnPropertyNames:Bt,getOwnPropertySymbols:Vt,getPrototypeOf:Ht}=Object,Ut=globalThis,Wt=Ut.trustedTypes,Gt=Wt?Wt.emptyScript:``,Kt=Ut.reactiveElementPolyfillSupport,qt=(e,t)=>e,Jt={toAttribute(e,t){switch(t){case Boolean:e=e?Gt:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},Yt=(e,t)=>!Lt(e,t),Xt={attribute:!0,type:String,converter:Jt,reflect:!1,useDefault:!1,hasChanged:Yt};Symbol.metadata??=Symbol(`metadata`),Ut.litPropertyMetadata??=new WeakMap;var P=class extends St{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Xt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&Rt(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=zt(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Xt}static _$Ei(){if(this.hasOwnProperty(qt(`elementProperties`)))return;let e=Ht(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(qt(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(qt(`properties`))){let e=this.properties,t=[...Bt(e),...Vt(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(It(e))}else e!==void 0&&t.push(It(e));return t}static _$Eu(e,t){let n=t.attribute;return n===!1?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ft(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&n.reflect===!0){let i=(n.converter?.toAttribute===void 0?Jt:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?Jt:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(r===!1&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??Yt)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),i!==!0||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];e!==!0||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};P.elementStyles=[],P.shadowRootOptions={mode:`open`},P[qt(`elementProperties`)]=new Map,P[qt(`finalized`)]=new Map,Kt?.({ReactiveElement:P}),(Ut.reactiveElementVersions??=[]).push(`2.1.2`);var Zt=globalThis,Qt=e=>e,$t=Zt.trustedTypes,en=$t?$t.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,tn=`$lit$`,F=`lit$${Math.random().toFixed(9).slice(2)}$`,nn=`?`+F,rn=`<${nn}>`,I=j,an=()=>I.createComment(``),on=e=>e===null||typeof e!=`object`&&typeof e!=`function`,sn=Array.isArray,cn=e=>sn(e)||typeof e?.[Symbol.iterator]==`function`,ln=`[ 	
\f\r]`,un=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,dn=/-->/g,fn=/>/g,L=RegExp(`>|${ln}(?:([^\\s"'>=/]+)(${ln}*=${ln}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,`g`),pn=/'/g,mn=/"/g,hn=/^(?:script|style|textarea|title)$/i,R=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),z=Symbol.for(`lit-noChange`),B=Symbol.for(`lit-nothing`),gn=new WeakMap,V=I.createTreeWalker(I,129);function _n(e,t){if(!sn(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return en===void 0?t:en.createHTML(t)}var vn=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=un;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===un?c[1]===`!--`?o=dn:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=L):(hn.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=L):o=fn:o===L?c[0]===`>`?(o=i??un,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?L:c[3]===`"`?mn:pn):o===mn||o===pn?o=L:o===dn||o===fn?o=un:(o=L,i=void 0);let d=o===L&&e[t+1].startsWith(`/>`)?` `:``;a+=o===un?n+rn:l>=0?(r.push(s),n.slice(0,l)+tn+n.slice(l)+F+d):n+F+(l===-2?t:d)}return[_n(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},yn=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=vn(t,n);if(this.el=e.createElement(l,r),V.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=V.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(tn)){let t=u[o++],n=i.getAttribute(e).split(F),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Cn:r[1]===`?`?wn:r[1]===`@`?Tn:Sn}),i.removeAttribute(e)}else e.startsWith(F)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(hn.test(i.tagName)){let e=i.textContent.split(F),t=e.length-1;if(t>0){i.textContent=$t?$t.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],an()),V.nextNode(),c.push({type:2,index:++a});i.append(e[t],an())}}}else if(i.nodeType===8){if(i.data===nn)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(F,e+1))!==-1;)c.push({type:7,index:a}),e+=F.length-1}}a++}}static createElement(e,t){let n=I.createElement(`template`);return n.innerHTML=e,n}};function H(e,t,n=e,r){if(t===z)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=on(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=H(e,i._$AS(e,t.values),i,r)),t}var bn=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??I).importNode(t,!0);V.currentNode=r;let i=V.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new xn(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new En(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=V.nextNode(),a++)}return V.currentNode=I,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},xn=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=B,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=H(this,e,t),on(e)?e===B||e==null||e===``?(this._$AH!==B&&this._$AR(),this._$AH=B):e!==this._$AH&&e!==z&&this._(e):e._$litType$===void 0?e.nodeType===void 0?cn(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==B&&on(this._$AH)?this._$AA.nextSibling.data=e:this.T(I.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=yn.createElement(_n(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new bn(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=gn.get(e.strings);return t===void 0&&gn.set(e.strings,t=new yn(e)),t}k(t){sn(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(an()),this.O(an()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=Qt(e).nextSibling;Qt(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Sn=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=B,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=B}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=H(this,e,t,0),a=!on(e)||e!==this._$AH&&e!==z,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=H(this,r[n+o],t,o),s===z&&(s=this._$AH[o]),a||=!on(s)||s!==this._$AH[o],s===B?e=B:e!==B&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===B?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Cn=class extends Sn{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===B?void 0:e}},wn=class extends Sn{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==B)}},Tn=class extends Sn{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=H(this,e,t,0)??B)===z)return;let n=this._$AH,r=e===B&&n!==B||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==B&&(n===B||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},En=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){H(this,e)}},Dn={M:tn,P:F,A:nn,C:1,L:vn,R:bn,D:cn,V:H,I:xn,H:Sn,N:wn,U:Tn,B:Cn,F:En},On=Zt.litHtmlPolyfillSupport;On?.(yn,xn),(Zt.litHtmlVersions??=[]).push(`3.3.3`);var kn=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new xn(t.insertBefore(an(),e),e,void 0,n??{})}return i._$AI(e),i},An=globalThis,U=class extends P{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=kn(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return z}};U._$litElement$=!0,U.finalized=!0,An.litElementHydrateSupport?.({LitElement:U});var jn=An.litElementPolyfillSupport;jn?.({LitElement:U}),(An.litElementVersions??=[]).push(`4.2.2`);var Mn=class{#e;#t;#n;copied;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}async copy(e,t){this.#t(``);try{await navigator.clipboard.writeText(t),this.copied=e,this.#t(`Copied: ${e}.`)}catch{this.#n={what:e,text:t}}this.#e.requestUpdate()}forget(){this.copied=void 0}hostUpdated(){let e=this.#e.renderRoot.querySelector(`dialog.by-hand`);!e||e.open||(e.showModal(),e.querySelector(`textarea`)?.select())}dialog(){if(!this.#n)return B;let{what:e,text:t}=this.#n;return R`<dialog class="by-hand" aria-label="Copy: ${e}" @close=${()=>{this.#n=void 0,this.#e.requestUpdate()}}>
      <p>The browser allows no copying here. Copy it by hand:</p>
      <textarea readonly aria-label=${e} .value=${t}></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`}},Nn=class{#e;current;constructor(e){this.#e=e,e.addController(this)}hostDisconnected(){this.current=void 0}begin(e){this.current=e,this.#e.requestUpdate()}end(){this.current&&(this.current=void 0,this.#e.requestUpdate())}is(e,t){return this.current?.group===e&&this.current.index===t}},Pn=class{#e;#t;#n;current;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostDisconnected(){this.#n?.abort(),this.current=void 0}start(e,t,n){if(e.button!==0)return;let r=e.currentTarget,i=r.closest(`.rows`);if(!i)return;r.setPointerCapture(e.pointerId);let a=new AbortController;this.#n=a;let{signal:o}=a,s=({clientY:e})=>{let r=[...i.querySelectorAll(`[data-row]`)],a=r.findIndex(t=>e<t.getBoundingClientRect().bottom);this.current={group:t.id,from:n,to:a<0?r.length-1:a},this.#e.requestUpdate()},c=e=>{a.abort();let r=this.current?.to??n;this.current=void 0,this.#e.requestUpdate(),e&&this.#t(t,n,r)};r.addEventListener(`pointermove`,s,{signal:o}),r.addEventListener(`pointerup`,()=>c(!0),{signal:o}),r.addEventListener(`pointercancel`,()=>c(!1),{signal:o})}},Fn=1e4,In=class{#e;#t;#n;#r;#i;#a=!1;#o=Promise.resolve();#s=!1;constructor(e,t,n){this.#e=n;let r=zn(e),i=r.then(Bn).then(e=>{this.#r=e,this.#c(e)}),a=Vn(t,r).then(e=>this.#c(e));this.#t=Promise.any([i,a]),this.#t.catch(()=>{})}ask(e){this.#i=e,this.#a||this.#l()}async inspect(e){await this.#t;let t=await this.#u(t=>t.inspect(e));if(!t)throw Error(`The engine is closed.`);return t}close(){this.#s=!0,this.#i=void 0,this.#n?.close()}#c(e){this.#s||this.#n?.where===`worker`?e.close():(this.#n=e,this.#e.ready(e.about,e.where))}async#l(){this.#a=!0;for(let e=this.#d();e;e=this.#d())try{await this.#t;let t=this.#d()??e,n=await this.#u(e=>e.ask(t));n&&!this.#s&&this.#e.answered(t,n)}catch(e){this.#s||this.#e.failed(Rn(e))}this.#a=!1}async#u(e){let t=this.#o,n=()=>{};this.#o=new Promise(e=>{n=e}),await t;try{return this.#n&&await e(this.#n)}catch(t){if(!(t instanceof Ln)||!this.#r||this.#s)throw t;return this.#n?.close(),this.#n=this.#r,this.#e.ready(this.#r.about,this.#r.where),await e(this.#r)}finally{n()}}#d(){let e=this.#i;return this.#i=void 0,e}},Ln=class extends Error{};function Rn(e){return e instanceof AggregateError?e.errors[0]:e}async function zn(e){let t=await fetch(e);if(!t.ok)throw Error(`${e} answered with status ${t.status}.`);return t.arrayBuffer()}async function Bn(e){let t=await le(e),n=it(t);return{where:`page`,about:n,ask:async e=>at(t,n.description,e),inspect:async e=>ot(t,e),close(){}}}async function Vn(e,t){let n=e();try{let e=await Hn(n,t.then(e=>({module:e})));if(!(`about`in e))throw Error(`error`in e?e.error:`no engine`);return{where:`worker`,about:e.about,async ask(e){let t=await Hn(n,Promise.resolve({question:e}));if(!(`answer`in t))throw Error(`error`in t?t.error:``);return t.answer},async inspect(e){let t=await Hn(n,Promise.resolve({inspect:e}));if(!(`inspection`in t))throw Error(`error`in t?t.error:``);return t.inspection},close:()=>n.terminate()}}catch(e){throw n.terminate(),e}}function Hn(e,t){return new Promise((n,r)=>{let i=new AbortController,{signal:a}=i,o=e=>{clearTimeout(s),i.abort(),r(e)},s=setTimeout(()=>o(new Ln(`The worker does not answer.`)),Fn);e.addEventListener(`message`,({data:e})=>{clearTimeout(s),i.abort(),n(e)},{signal:a}),e.addEventListener(`error`,e=>{e.preventDefault(),o(new Ln(e.message||`The worker could not be loaded.`))},{signal:a}),t.then(t=>e.postMessage(t)).catch(o)})}var Un=class{#e;#t;#n;#r;#i;#a;#o=[];about;place;answer;trouble;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}get current(){return this.#i!==void 0&&this.#i===this.#r}get answered(){return this.#i}hostConnected(){this.#e.requestUpdate()}hostUpdate(){this.#e.isConnected&&!this.#n&&this.#s()}hostDisconnected(){this.restart()}restart(){this.#n?.close(),this.#n=void 0}hostUpdated(){this.#l()}ask(e){this.#r=e,this.#n?.ask(e)}edited(){this.#a??=performance.now()}settled(){return this.current?Promise.resolve():new Promise(e=>this.#o.push(e))}async inspect(e){if(!this.#n)throw Error(`There is no engine.`);return this.#n.inspect(e)}#s(){let{workerUrl:e,moduleUrl:t}=this.#e,n=()=>e?new Worker(new URL(e,j.baseURI),{type:`module`}):new Worker(new URL(new URL(`worker-DPiWArcJ.js`,import.meta.url).href,``+import.meta.url),{type:`module`}),r=t?new URL(t,j.baseURI):new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url);this.#n=new In(r,n,{ready:(e,t)=>{this.about=e,this.place=t,this.#e.requestUpdate()},answered:(e,t)=>{this.answer=t,this.#i=e,this.trouble=void 0,this.current&&this.#c(),this.#t.answered(e,t)},failed:e=>{this.trouble=`The engine did not answer. ${e}`,this.#c(),this.#t.failed(this.trouble)}}),this.ask(this.#t.first())}#c(){for(let e of this.#o.splice(0))e()}#l(){if(this.answer){if(this.#a===void 0){performance.getEntriesByName(`claims-preview:first`).length===0&&performance.mark(`claims-preview:first`);return}this.current&&(performance.clearMeasures(`claims-preview:edit`),performance.measure(`claims-preview:edit`,{start:this.#a}),this.#a=void 0)}}},Wn=class{#e;#t;constructor(e){this.#e=e,e.addController(this)}next(e){this.#t=e}hostUpdated(){if(this.#t===void 0)return;let e=this.#t;this.#t=void 0,queueMicrotask(()=>this.#e.renderRoot.querySelector(e)?.focus())}},Gn=class{#e;#t=[];#n=[];#r;#i=0;constructor(e){this.#e=e,e.addController(this)}hostDisconnected(){this.pause()}get canUndo(){return this.#t.length>0}get canRedo(){return this.#n.length>0}clear(){this.#t=[],this.#n=[],this.pause()}pause(){this.#r=void 0}record(e,t,{joined:n=!1,withSaved:r=!1}={}){let i=performance.now();(t===void 0||t!==this.#r||!n&&i-this.#i>1500)&&(this.#t=[...this.#t.slice(-99),{state:e,withSaved:r}]),this.#n=[],this.#r=t,this.#i=i,this.#e.requestUpdate()}undo(e){return this.#a(this.#t,this.#n,e)}redo(e){return this.#a(this.#n,this.#t,e)}#a(e,t,n){let r=e.pop();if(r)return t.push({state:n,withSaved:r.withSaved}),this.pause(),r.withSaved?r.state:{...r.state,saved:n.saved}}},Kn=/^[\w-]+\.[\w-]+(?:\.[\w-]*)?$/;function qn(e){return e.trim().replace(/^["'`]+|["'`,;]+$/g,``).replace(/^authorization:\s*/i,``).replace(/^bearer\s+/i,``).replace(/\s+/g,``)}function Jn(e){let t=qn(e);return t.startsWith(`eyJ`)&&Kn.test(t)}function Yn(e){let t=E.read(e.trim());if(t?.root.type===`object`)return{payload:t};let n=qn(e);if(n===``)return{trouble:`There is no token in it.`};let r=n.split(`.`),[i=``,a,o=``]=r;if(r.length===5)return{trouble:`This token is encrypted (a JWE): only its audience can read it.`};if(!Kn.test(n)||a===void 0)return{trouble:`This is no JWT: it has no three parts with dots between them. An opaque token holds no claims.`};let s=E.read(Xn(a)??``);return s?.root.type===`object`?{payload:s,parts:[i,a,o]}:{trouble:`The token’s middle part is no JSON object. Was it cut within its payload?`}}function Xn(e){try{let t=atob(e.replaceAll(`-`,`+`).replaceAll(`_`,`/`));return new TextDecoder(`utf-8`,{fatal:!0}).decode(Uint8Array.from(t,e=>e.charCodeAt(0)))}catch{return}}function Zn({payload:e},t){let n=[e.value([`aud`])].flat().filter(e=>typeof e==`string`),r=n.flatMap(e=>{let n=Qn(e);return n?.pathname===t?[n.host]:[]}),i=Qn(e.string([`iss`])??``)?.host,a=r[0]??i,o=e.string([`scope`]);return{...n.length>0&&{audience:n},...o!==void 0&&{scope:o},...a!==void 0&&{domain:a},...i!==void 0&&i!==a&&{customDomain:i}}}function Qn(e){return URL.canParse(e)?new URL(e):void 0}function $n({payload:e},t,{tokens:n,decisions:r}){let i=new Map((e.root.children??[]).map(({children:[t,n]=[]})=>[String(t?.value),n?e.raw(n):``])),a=new Map((n[t]??[]).map(({name:e,text:t})=>[e,t])),o=[];for(let[e,t]of a){let n=i.get(e);n===void 0?o.push({is:`not there`,claim:e,preview:t}):er(n,t)?o.push({is:`same`,claim:e,value:n}):o.push({is:`other`,claim:e,value:n,preview:t})}let s=r.filter(e=>e.token===t&&e.verdict===`ignored`&&!a.has(e.claim));for(let e of s){let{claim:t}=e,n=i.get(t);o.push(n===void 0?{is:`missing`,claim:t,decision:e}:{is:`surplus`,claim:t,value:n,decision:e})}let c=new Set(o.map(({claim:e})=>e));for(let[e,t]of i)c.has(e)||o.push({is:`unmapped`,claim:e,value:t});return o}function er(e,t){let n=e=>(e.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)??[]).map(e=>e.startsWith(`"`)?JSON.stringify(JSON.parse(e)):e).join(``);return e===t||n(e)===n(t)}function tr({payload:e},t){let n=e.value([`aud`]);return t!==void 0&&[n].flat().includes(t)||e.node([`nonce`])||e.node([`at_hash`])?`id_token`:`access_token`}function nr(e){let t=[`access_token`,`id_token`,`saml_configuration`].filter(t=>e.node([t])!==void 0),n=t=>t===`access_token`&&Ue(e),[r,i]=[t.filter(n),t.filter(e=>!n(e))];return[{collection:`resource-servers`,id:e.string([`id`]),members:r},{collection:`clients`,id:e.string([`client_id`]),members:i}].filter(({members:e})=>e.length>0)}function rr(e){return nr(e).length>0}function ir(e){let t=e.string([`tenant`,`domain`])||`YOUR_DOMAIN`;return nr(e).map(({collection:n,id:r,members:i})=>{let a=encodeURIComponent(r||`YOUR_ID`),o=i.map(t=>{let n=e.node([t]);return`${JSON.stringify(t)}: ${n&&e.raw(n)}`});return[`curl --request PATCH ${ar(`https://${t}/api/v2/${n}/${a}`)} \\`,`  --header 'Authorization: Bearer YOUR_TOKEN' \\`,`  --header 'Content-Type: application/json' \\`,`  --data ${ar(`{ ${o.join(`, `)} }`)}`,``].join(`
`)}).join(`
`)}function ar(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function or(e,t){return`[
${sr(`from the preview`,e,t)}
]
`}function sr(e,{config:t,session:n,audience:r},i){let a=r.length===1?r[0]:r;return`  {
    ${[`"name": ${JSON.stringify(e)}`,cr(`config`,t),cr(`session`,n),`"audience": ${JSON.stringify(a)}`,i.reading&&!i.reading.error?lr(i.reading):ur(i)].join(`,
    `)}
  }`}function cr(e,t){return E.read(t)?`"${e}": ${t.trim().replaceAll(`
`,`
    `)}`:`"${e}_text": ${JSON.stringify(t)}`}function lr({tokens:e,attributes:t,decisions:n}){let r=[];for(let[t,n]of Object.entries(e)){let e=n.map(({name:e,text:t})=>`${JSON.stringify(e)}: ${t}`);r.push(`"${t}": { "claims": ${e.length?`{ ${e.join(`, `)} }`:`{}`} }`)}if(t){let e=t.map(({name:e,values:t})=>`{ "name": ${JSON.stringify(e)}, "values": [${t.join(`, `)}] }`);r.push(`"saml": { "attributes": [${e.join(`, `)}] }`)}let i=n.flatMap(({token:e,claim:t,reason:n})=>n&&e!==`saml`?[JSON.stringify({token:e,claim:t,reason:n})]:[]);return r.push(`"ignored": [${i.join(`, `)}]`),`"want": {
      ${r.join(`,
      `)}
    }`}function ur({reading:e,failure:t}){if(e?.error){let{code:t,token:n}=e.error;return`"want_error": ${JSON.stringify({code:t,token:n})}`}let n=t?.problems.map(({code:e})=>e).sort();return`"want_error": ${JSON.stringify({code:t?.code,problems:n})}`}function dr(e,t,n){return`[
${t.flatMap(({name:t,session:r,audience:i},a)=>{let o=n[a];return o?[sr(t,{config:e,session:r,audience:i},o.edited)]:[]}).join(`,
`)}
]
`}function fr(e){let{root:t}=e,n=t.type===`array`?t.children??[]:[t];if(n.length===0||!n.every(e=>e.type===`object`&&pr(e).some(e=>/^want(?:_|$)/.test(e))))return;let r=[],i=new Set;for(let[t,a]of n.entries()){let n=mr(e,a,`config`),o=mr(e,a,`session`),s=gr(e,a);if(n===void 0||o===void 0||s===void 0)continue;i.add(n);let c=W(a,`name`);r.push({name:String(c?.value??`vector ${t+1}`),session:o,audience:s})}let[a]=i;return{scenarios:r,skipped:n.length-r.length,...i.size===1&&a!==void 0&&{config:a}}}var pr=({children:e=[]})=>e.map(({children:[e]=[]})=>String(e?.value));function W(e,t){return e.children?.find(({children:e})=>e?.[0]?.value===t)?.children?.[1]}function mr(e,t,n){let r=W(t,n);if(r)return e.raw(r).includes(`"$repeat"`)?void 0:`${hr(e,r)}
`;let i=W(t,`${n}_text`);return i?i.type===`string`?String(i.value):void 0:W(t,`${n}_base64`)||W(t,`${n}_file`)?void 0:`{}`}function hr(e,t){let n=e.text.slice(e.text.lastIndexOf(`
`,t.offset)+1,t.offset);return e.raw(t).replaceAll(`
${/^[ \t]*/.exec(n)?.[0]??``}`,`
`)}function gr(e,t){let n=W(t,`audience`);if(!n)return pr(t).some(e=>e.startsWith(`audience_`))?void 0:[``];let r=[JSON.parse(e.raw(n))].flat();return r.every(e=>typeof e==`string`)?r:void 0}async function _r(e,t){let n=e.replace(/^\ufeff/,``).trim();if(n===``)return{trouble:`There is nothing in it.`};if(Jn(n)){let e=Yn(n);return`trouble`in e?e:{what:`a token`,token:n}}if(/^(?:curl|http|https|wget)\s/.test(n))return Mr(n,t);let r=await yr(n);return r?xr(r,t):{trouble:vr(n)}}function vr(e){return`\u201C${e.slice(0,40).replace(/\s+/g,` `)}${e.length>40?`…`:``}\u201D is neither JSON nor YAML, a token or a curl command. Nothing was changed.`}async function yr(e){let t=E.read(e,1/0);if(t)return t;let n=[],r=De(e,n,{allowTrailingComma:!0});if(n.length===0)return br(r);if(!e.includes(`
`))return;let{parse:i}=await Ot(async()=>{let{parse:e}=await import(`./browser-ZSESJBWY-ChFAb4x6.js`);return{parse:e}},[],import.meta.url);try{return br(i(e,{maxAliasCount:100}))}catch{return}}function br(e){if(typeof e==`object`&&e)return E.read(`${JSON.stringify(e,null,2)}
`,1/0)}async function xr(e,t){let{root:n}=e;if(n.type!==`object`&&n.type!==`array`)return{trouble:`This is a ${n.type} by itself. Nothing was changed.`};let r=fr(e);if(r){let e=[...t.scenarios,...r.scenarios],n=r.skipped?`, and ${r.skipped} that the page cannot read`:``;return{what:`${Pr(r.scenarios.length,`vector`)}${n}: each is a scenario`,change:{scenarios:e,...r.config!==void 0&&{config:r.config}}}}let i=Sr(e),{validation:a,session:o}=await t.inspect(i),s=a.warnings.filter(({code:e})=>e===`unread_mappings`).flatMap(({path:e})=>e===void 0?[]:[e]);if(s.length>0)return Er(e,s,t);let c=k(e);if(e.node([`transaction`])&&(e.node([`user`])||e.node([`client`])))return jr(e,t.description);if(wr(e,c))return{what:Tr(e),change:{config:i}};let l=o?.warnings.find(({code:e})=>e===`session_form`)?.form;if(l===`token`)return{what:`the payload of a token`,token:i};if(l===`user_profile`)return{what:`the profile of a user, who logs in`,change:{session:`{
  "user": ${i.trim().replaceAll(`
`,`
  `)}
}
`}};if(l===`wrapped`){let n=Cr(e);if(n)return xr(n,t)}return n.type===`array`?{trouble:`This is a list without mappings in it. Nothing was changed.`}:{what:`${o?.form===`transaction`?`a transaction`:`an anonymous session`}: the sample session`,change:{session:i}}}var Sr=e=>`${e.text.trim()}
`;function Cr(e){let[t]=(e.root.children??[]).filter(({children:e})=>e?.[1]?.type===`object`).map(({children:e})=>e?.[1]);return t&&E.read(e.raw(t),1/0)}function wr(e,t){return t.some(({path:t})=>e.node(t))?!0:[`client_id`,`identifier`].some(t=>e.string([t])!==void 0)}function Tr(e){let t=e.string([`name`]);return`an ${e.node([`client_id`])||!e.node([`identifier`])?`application`:`API`}${t===void 0?``:`, ${t}`}`}async function Er(e,t,n){let r=new Map,i=new Set;for(let a of t){let t=Fe(a),o=await Dr(e,t,n);if(o===void 0){let n=Ar(e,t)??`list ${r.size+1}`,i=e.at(a),o=`{ "${t.some(e=>/^id_?token$/i.test(e))?`id_token`:`access_token`}": { "custom_claim_mappings": ${i&&e.raw(i)} } }`;r.set(a,{label:n,config:`${o}
`})}else r.set(o,Or(e,o,n)),i.add(o.slice(0,o.lastIndexOf(`/`)))}let[a]=r.values();for(let t of i){let i=t===``?e.root:e.at(t);i?.type===`array`&&i.children?.forEach((i,a)=>{let o=`${t}/${a}`;i.type===`object`&&!r.has(o)&&r.set(o,Or(e,o,n))})}let o=[...r.values()];return o.length===1&&a?{what:`an export with one application, ${a.label}`,change:{config:a.config}}:{what:`an export of ${o.length} applications and APIs`,choices:o}}async function Dr(e,t,{inspect:n}){for(let r=t.length-1;r>0;r--){let i=O(t.slice(0,r)),a=e.at(i);if(a?.type!==`object`)continue;let{warnings:o}=(await n(e.raw(a))).validation,s=O(t.slice(r));if(!o.some(({code:e,path:t})=>e===`unread_mappings`&&t===s))return i}}function Or(e,t,{description:n}){let r=kr(e,e.at(t)),i=E.read(r),a=i?We(i,n).used:0;return{label:`${i?.string([`name`])??i?.string([`client_id`])??t} (${a?Pr(a,`mapping`):`no mappings`})`,config:r}}function kr(e,t){let n=e.text.slice(e.text.lastIndexOf(`
`,t.offset)+1,t.offset),r=/^[ \t]*/.exec(n)?.[0]??``;return`${e.raw(t).replaceAll(`
${r}`,`
`)}
`}function Ar(e,t){for(let n=t.length-1;n>=0;n--){let r=e.at(O([...t.slice(0,n),`name`]));if(r?.type===`string`)return String(r.value)}}function jr(e,{protocols:t}){let n=[];for(let t of[`anonymous_session`,`user`]){let r=e.node([t]);r?.type===`object`&&n.push(`"${t}": ${e.raw(r)}`)}let r=e.value([`transaction`,`requested_scopes`]);Array.isArray(r)&&n.push(`"scope": ${JSON.stringify(r.join(` `))}`);let i=e.string([`transaction`,`protocol`])??``,a=t.find(e=>i.startsWith(e));a!==void 0&&a!==t[0]&&n.push(`"protocol": ${JSON.stringify(a)}`);let o=e.string([`resource_server`,`identifier`]);return{what:`an Action\u2019s event: its session, user and scopes${o===void 0?``:`, and the audience`}`,change:{session:`{
  ${n.join(`,
  `)}
}
`,...o!==void 0&&{audience:[o]}}}}function Mr(e,{config:t}){let n=Nr(e),r=n===void 0?void 0:E.read(n);if(r?.root.type!==`object`)return{trouble:`This is a command without JSON to send (--data '{ … }'). Nothing was changed.`};let[,i,a]=/\/(clients|resource-servers)\/([^\s'"/?]+)/.exec(e)??[],o=i===`clients`?`client_id`:`id`,s=t?.string([o]),c=a!==void 0&&s!==void 0&&s!==decodeURIComponent(a);if(t?.root.type!==`object`||c){let e=a===void 0?r.text:r.set([o],decodeURIComponent(a));return{what:`a PATCH of ${c?`another application`:`an application`}`,change:{config:`${e.trim()}
`}}}let l=t;for(let{children:[e,t]=[]}of r.root.children??[])t&&l&&(l=E.read(l.setRaw([String(e?.value)],r.raw(t))));return{what:`a PATCH: what it sends is in the config now`,change:{config:l?.text??t.text}}}function Nr(e){let t=/\s(?:--data(?:-raw|-binary)?|-d)[ =]*/.exec(e);if(!t)return;let n=e.slice(t.index+t[0].length);if(n.startsWith(`'`)){let[e=``]=/^'[^']*'(?:\\''[^']*')*/.exec(n)??[];return e.slice(1,-1).replaceAll(`'\\''`,`'`)}let[r]=/^"(?:[^"\\]|\\.)*"/s.exec(n)??[];return r?.slice(1,-1).replace(/\\(["\\$`])/g,`$1`)}function Pr(e,t){return`${e} ${t}${e===1?``:`s`}`}var Fr=class{#e;#t;notice;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#e.addEventListener(`paste`,this.#r),this.#e.addEventListener(`dragover`,this.#i),this.#e.addEventListener(`drop`,this.#a)}hostDisconnected(){this.#e.removeEventListener(`paste`,this.#r),this.#e.removeEventListener(`dragover`,this.#i),this.#e.removeEventListener(`drop`,this.#a)}async take(e){let t=await this.#t.helpers();if(!t)return;let n=await _r(e,t);`trouble`in n?this.tell(n.trouble):`token`in n?(this.#n({text:`Taken for ${n.what}.`,mood:`good`,undo:!1}),this.#t.check(n.token)):`choices`in n?this.#n({text:`Taken for ${n.what}. Which of ${n.choices.length}?`,mood:`good`,undo:!1,choices:n.choices}):(this.#t.edit(n.change),this.#n({text:`Taken for ${n.what}.`,mood:`good`,undo:!0}))}async takeFile(e){let t=Lr(new Uint8Array(await e.arrayBuffer()));t===void 0?this.tell(`The file is no text in UTF-8. Save it as UTF-8, and drop it again.`):await this.take(t)}choose({label:e,config:t}){this.#t.edit({config:t}),this.#n({text:`Taken: ${e}.`,mood:`good`,undo:!0})}dismiss(){this.notice&&(this.notice=void 0,this.#e.requestUpdate())}tell(e,t=!1){e===void 0?this.dismiss():this.#n({text:e,mood:t?`good`:`bad`,undo:t})}#n(e){this.notice=e,this.#t.say(e.text),this.#e.requestUpdate()}#r=e=>{let t=Ir(e);if(t&&!t.closest(`.paste`))return;let[n]=e.clipboardData?.files??[],r=e.clipboardData?.getData(`text/plain`);!n&&!r||(e.preventDefault(),r?this.take(r):n&&this.takeFile(n))};#i=e=>{e.dataTransfer?.types.includes(`Files`)&&e.preventDefault()};#a=e=>{let[t]=e.dataTransfer?.files??[],[n]=e.composedPath(),r=n instanceof Element&&n.closest(`.paste`)?e.dataTransfer?.getData(`text/plain`):void 0;!t&&!r||(e.preventDefault(),t?this.takeFile(t):r&&this.take(r))}};function Ir(e){let t=j.activeElement;for(;t?.shadowRoot?.activeElement;)t=t.shadowRoot.activeElement;return[t,...e.composedPath()].find(e=>e instanceof Element&&e.matches(`input, textarea, [contenteditable=true]`))}function Lr(e){let t=e[0]===255&&e[1]===254?`utf-16le`:e[0]===254&&e[1]===255?`utf-16be`:`utf-8`;try{return new TextDecoder(t,{fatal:!0}).decode(e)}catch{return}}var Rr=class{#e;#t=new ResizeObserver(([e])=>{e&&this.#n(e.contentRect.width)});narrow=!1;constructor(e){this.#e=e,e.addController(this)}hostConnected(){this.#n(this.#e.getBoundingClientRect().width),this.#t.observe(this.#e)}hostDisconnected(){this.#t.disconnect()}#n(e){let t=e>0&&e<=860;t!==this.narrow&&(this.narrow=t,this.#e.requestUpdate())}},zr=class{#e;#t;#n;constructor(e){this.#e=e,e.addController(this)}hostConnected(){this.#e.renderRoot.addEventListener(`pointerover`,this.#r),this.#e.renderRoot.addEventListener(`pointerout`,this.#r),this.#e.renderRoot.addEventListener(`focusin`,this.#i),this.#e.renderRoot.addEventListener(`focusout`,this.#i)}hostDisconnected(){this.#e.renderRoot.removeEventListener(`pointerover`,this.#r),this.#e.renderRoot.removeEventListener(`pointerout`,this.#r),this.#e.renderRoot.removeEventListener(`focusin`,this.#i),this.#e.renderRoot.removeEventListener(`focusout`,this.#i),this.#t=void 0,this.#n=void 0}get current(){return this.#t??this.#n}point(e){Vr(e,this.#t)||(this.#t=e,this.#e.requestUpdate())}#r=e=>{let{relatedTarget:t}=e,n=t instanceof Node&&this.#e.renderRoot.contains(t);if(e.type===`pointerout`){n||this.point(void 0);return}let r=e.composedPath();r.some(e=>e instanceof Element&&e.localName===`claims-editor`)||this.point(Br(r))};#i=e=>{let t=e.type===`focusout`?void 0:Br(e.composedPath());Vr(t,this.#n)||(this.#n=t,this.#e.requestUpdate())}};function Br(e){let t=e.find(e=>e instanceof St&&e.dataset.claim!==void 0),{token:n=``,claim:r=``}=t?.dataset??{};return t&&{token:n,claim:r}}function Vr(e,t){return e?.token===t?.token&&e?.claim===t?.claim}var Hr=class{#e=!1;#t=[];constructor(e){e.addController(this)}hostConnected(){addEventListener(`pointerdown`,this.#n,{capture:!0}),addEventListener(`pointerup`,this.#r,{capture:!0}),addEventListener(`pointercancel`,this.#r,{capture:!0})}hostDisconnected(){removeEventListener(`pointerdown`,this.#n,{capture:!0}),removeEventListener(`pointerup`,this.#r,{capture:!0}),removeEventListener(`pointercancel`,this.#r,{capture:!0}),this.#r()}after(e){this.#e?this.#t.push(e):e()}#n=()=>{this.#e=!0};#r=()=>{this.#e=!1;let e=this.#t.splice(0);e.length>0&&setTimeout(()=>{for(let t of e)t()})}},Ur=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#e.addEventListener(`keydown`,this.#n,{capture:!0})}hostDisconnected(){this.#e.removeEventListener(`keydown`,this.#n,{capture:!0})}#n=e=>{let t=Wr(e);!t||Gr(e,t)||(e.preventDefault(),e.stopPropagation(),this.#t[t]())}};function Wr(e){if(e.altKey||!(e.ctrlKey||e.metaKey)||e.isComposing)return;let t=e.key.toLowerCase();if(t===`s`&&!e.shiftKey)return`save`;if(t===`y`&&!e.shiftKey)return`redo`;if(t===`z`)return e.shiftKey?`redo`:`undo`}function Gr(e,t){let[n]=e.composedPath();return t!==`save`&&n instanceof Element&&n.closest(`[data-own-undo]`)!==null}var Kr=class{#e;#t;#n;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#e.renderRoot.addEventListener(`focusout`,this.#r)}hostDisconnected(){this.#e.renderRoot.removeEventListener(`focusout`,this.#r),this.#i()}hold(){if(this.#n?.isConnected)return;let e=this.#e.renderRoot.querySelector(`.verdict`);e&&(this.#n=e,e.style.blockSize=`${e.getBoundingClientRect().height}px`,e.classList.add(`held`))}#r=()=>this.#t.after(this.#i);#i=()=>{this.#n?.style.removeProperty(`block-size`),this.#n?.classList.remove(`held`),this.#n=void 0}},qr=[`access_token`,`id_token`,`userinfo`,`saml`];function Jr(e,t){let[n,r]=[Yr(e),Yr(t)];return r===void 0?e.reading&&t.reading&&n===void 0?Xr(e.reading,t.reading):`There were no tokens before: ${n}`:n===void 0?`There would be no tokens: ${r}`:r}function Yr({reading:e,failure:t}){return t?.message??e?.error?.message}function Xr(e,t){return qr.flatMap(n=>{let[r,i]=[Zr(e,n),Zr(t,n)],a=[];for(let e of new Set([...r.keys(),...i.keys()])){let[t,o]=[r.get(e),i.get(e)];t!==o&&a.push({token:n,claim:e,...t!==void 0&&{before:t},...o!==void 0&&{after:o}})}return a})}function Zr(e,t){let n=t===`saml`?(e.attributes??[]).map(({name:e,values:t})=>({name:e,text:`[${t}]`})):e.tokens[t]??[];return new Map(n.map(({name:e,text:t})=>[e,t]))}var G={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Qr=e=>(...t)=>({_$litDirective$:e,values:t}),$r=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:ei}=Dn,ti=e=>e.strings===void 0,ni={},ri=(e,t=ni)=>e._$AH=t,ii=Qr(class extends $r{constructor(e){if(super(e),e.type!==G.PROPERTY&&e.type!==G.ATTRIBUTE&&e.type!==G.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!ti(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===z||t===B)return t;let n=e.element,r=e.name;if(e.type===G.PROPERTY){if(t===n[r])return z}else if(e.type===G.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return z}else if(e.type===G.ATTRIBUTE&&n.getAttribute(r)===t+``)return z;return ri(e),t}}),ai=700,oi=class{#e;#t;#n=``;#r=``;constructor(e){this.#e=e,e.addController(this)}say(e){e!==this.#r&&(this.#r=e,clearTimeout(this.#t),this.#t=setTimeout(()=>{this.#n=e,this.#e.requestUpdate()},ai))}hostDisconnected(){clearTimeout(this.#t),this.#r=this.#n}render(){return R`<p class="input-announcement" role="status">${this.#n}</p>`}},si=N`
  claims-editor,
  claims-field {
    --input-text: var(--cs-text, light-dark(#1b2130, #e7eaf1));
    --input-muted: var(--cs-muted, light-dark(#586174, #a5aebe));
    --input-surface: var(--cs-surface, light-dark(#ffffff, #14171e));
    --input-surface-2: var(--cs-surface-2, light-dark(#f4f6f9, #1c2029));
    --input-edge: var(--cs-border, light-dark(#ccd2dc, #3a4150));
    --input-border: var(--cs-control, light-dark(#868fa0, #6b7486));
    --input-accent: var(--cs-accent, light-dark(#2a5bd7, #8db1ff));
    --input-on-accent: var(--cs-on-accent, light-dark(#ffffff, #0b1226));
    --input-danger: var(--cs-danger, light-dark(#b3261e, #ff8f86));
    --input-warning: var(--cs-warning, light-dark(#855300, #f3bf5c));
    --input-font: var(--cs-font, system-ui, sans-serif);
    --input-mono: var(--cs-mono, ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace);
    --input-radius: var(--cs-radius, 6px);
    --input-size: 13px;

    display: block;
    min-inline-size: 0;
    color: var(--input-text);
    font-family: var(--input-font);
    font-size: var(--input-size);
    line-height: 1.5;
  }

  /* A phone zooms into an input whose text is smaller than 16 pixels. */
  @media (pointer: coarse) {
    claims-editor,
    claims-field {
      --input-size: 16px;
    }
  }

  :is(claims-editor, claims-field) .input-announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,ci=50,K=4,li=8,ui=320,di=180,fi=0,pi=class extends U{static properties={value:{type:String},label:{type:String},placeholder:{type:String},messages:{attribute:!1},suggest:{attribute:!1},monospace:{type:Boolean},disabled:{type:Boolean},dimmed:{type:Number}};#e=`claims-field-${++fi}`;#t=new oi(this);#n=!1;#r=[];#i=-1;#a=0;#o;constructor(){super(),this.value=``,this.label=``,this.placeholder=``,this.messages=[],this.suggest=void 0,this.monospace=!1,this.disabled=!1,this.dimmed=0}focus(){this.#k?.focus()}disconnectedCallback(){super.disconnectedCallback(),this.#g()}createRenderRoot(){return this}willUpdate(e){this.#n&&(this.disabled||this.suggest===void 0)&&this.#g(),e.has(`messages`)&&this.contains(this.#O.activeElement)&&this.#S()}render(){return R`
      <span class="field-label" aria-hidden="true">${this.label}</span>
      <div class="field-frame" part="field">
        ${this.#s()} ${this.dimmed>0?this.#c():B}
        ${this.suggest===void 0?B:this.#l()}
      </div>
      ${this.#n?this.#u():B}
      ${this.messages.length>0?this.#d():B}
      ${this.#t.render()}
    `}#s(){let e=this.suggest!==void 0,t=this.#n&&this.#i>=0;return R`<input
      class=${this.monospace?`field-input monospace`:`field-input`}
      part="input"
      type="text"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${ii(this.value)}
      placeholder=${this.placeholder||B}
      ?disabled=${this.disabled}
      aria-label=${this.label}
      aria-invalid=${this.messages.some(mi)?`true`:B}
      aria-describedby=${this.messages.length>0?`${this.#e}-messages`:B}
      role=${e?`combobox`:B}
      aria-autocomplete=${e?`list`:B}
      aria-haspopup=${e?`listbox`:B}
      aria-expanded=${e?String(this.#n):B}
      aria-controls=${this.#n?`${this.#e}-list`:B}
      aria-activedescendant=${t?this.#E(this.#i):B}
      @input=${this.#f}
      @keydown=${this.#p}
      @blur=${this.#g}
    />`}#c(){let{value:e,dimmed:t}=this;return R`<span class="field-mirror" aria-hidden="true"
      ><span><span class="dim">${e.slice(0,t)}</span>${e.slice(t)}</span></span
    >`}#l(){return R`<button
      class="field-button"
      type="button"
      tabindex="-1"
      aria-label=${`Suggestions: ${this.label}`}
      aria-expanded=${String(this.#n)}
      aria-controls=${this.#n?`${this.#e}-list`:B}
      ?disabled=${this.disabled}
      @mousedown=${hi}
      @click=${this.#m}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M4 6.5 8 10.5 12 6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>`}#u(){let e=this.#D,t=this.#r.length-e.length;return R`<div class="field-popup" popover="manual" @mousedown=${hi}>
      <ul
        class="field-list"
        part="listbox"
        role="listbox"
        id=${`${this.#e}-list`}
        aria-label=${`Suggestions: ${this.label}`}
      >
        ${e.map((e,t)=>R`<li
            class="field-option"
            role="option"
            id=${this.#E(t)}
            aria-selected=${t===this.#i?`true`:`false`}
            @click=${()=>this.#y(e)}
          >
            <span class="field-option-value">${gi(e.value,this.value)}</span>
            <span class="field-option-detail">${e.detail}</span>
          </li>`)}
      </ul>
      ${t>0?R`<p class="field-more">and ${t} more: type to narrow them down</p>`:B}
    </div>`}#d(){return R`<div class="field-messages" part="messages" id=${`${this.#e}-messages`}>
      ${this.messages.map(({severity:e,text:t})=>R`<p class="field-message" data-severity=${e}>
          <span class="field-severity">${e===`error`?`Error:`:`Warning:`}</span> ${t}
        </p>`)}
    </div>`}updated(){let e=this.#A;e!==void 0&&(`showPopover`in e&&!e.matches(`:popover-open`)&&e.showPopover(),this.#w(),this.#T())}#f(e){this.value=e.currentTarget.value,this.#b(),this.#h(-1)}#p(e){if(this.suggest===void 0||e.isComposing||e.ctrlKey||e.metaKey)return;let t=this.#D[this.#i];switch(e.key){case`ArrowDown`:e.altKey?this.#n||this.#h(-1):this.#n?this.#v(this.#i+1):this.#h(0);break;case`ArrowUp`:e.altKey?this.#g():this.#n?this.#v(Math.max(this.#i,0)-1):this.#h(1/0);break;case`Enter`:if(!this.#n)return;t===void 0?this.#g():this.#y(t);break;case`Escape`:if(!this.#n)return;e.stopPropagation(),this.#g();break;case`Home`:case`End`:case`ArrowLeft`:case`ArrowRight`:this.#n&&this.#_(-1);return;default:return}e.preventDefault()}#m(){this.#k?.focus(),this.#n?this.#g():this.#h(-1)}#h(e){if(this.suggest===void 0||this.disabled)return;this.#r=this.suggest(this.value);let[t,n]=this.#r;if(t===void 0||n===void 0&&t.value===this.value){this.#g();return}let r=this.#n;this.#n=!0,this.#_(Math.min(e,this.#D.length-1)),this.#x(),r||this.#C()}#g=()=>{this.#n&&(this.#n=!1,this.#i=-1,this.#r=[],cancelAnimationFrame(this.#a),this.#o?.disconnect(),this.#t.say(``),this.requestUpdate())};#_(e){this.#i=e,this.requestUpdate()}#v(e){let t=this.#D.length;this.#_((e+t)%t)}#y(e){let t=this.#k;this.#g(),t!==void 0&&e.value!==t.value&&(t.select(),t.ownerDocument.execCommand(`insertText`,!1,e.value)&&t.value===e.value?this.#g():(t.value=e.value,this.value=e.value,this.#b()))}#b(){let e={value:this.value},t=new CustomEvent(`edit`,{bubbles:!0,detail:e});this.dispatchEvent(t)}#x(){let e=this.#r.length,t=this.#D.length;t<e?this.#t.say(`${t} of ${e} suggestions`):this.#t.say(e===1?`1 suggestion`:`${e} suggestions`)}#S(){this.#t.say(this.messages.map(({text:e})=>e).join(` `))}#C(){let e=()=>{this.#w(),this.#a=requestAnimationFrame(e)};this.#a=requestAnimationFrame(e);let t=this.#k;t!==void 0&&(this.#o=new IntersectionObserver(([e])=>{e?.isIntersecting===!1&&this.#g()}),this.#o.observe(t))}#w(){let e=this.#A,t=e?.querySelector(`.field-list`),n=this.querySelector(`.field-frame`);if(e===void 0||!t||n===null)return;let r=n.getBoundingClientRect(),{clientWidth:i,clientHeight:a}=j.documentElement,o=window.visualViewport,s=(o?.offsetTop??0)+li,c=(o?o.offsetTop+o.height:a)-li,l=i-2*li;e.style.minInlineSize=`${Math.min(r.width,l)}px`,e.style.maxInlineSize=`${Math.min(Math.max(r.width,576),l)}px`;let u=Math.min(r.left,i-li-e.offsetWidth);e.style.left=`${Math.max(u,li)}px`;let d=e.offsetHeight-t.clientHeight+t.scrollHeight,f=Math.min(d,ui),p=c-r.bottom-K,m=r.top-K-s,h=p<Math.min(f,di)&&m>p;e.style.maxBlockSize=`${Math.max(Math.min(f,h?m:p),0)}px`,e.style.top=h?`auto`:`${r.bottom+K}px`,e.style.bottom=h?`${a-r.top+K}px`:`auto`}#T(){let e=this.querySelector(`.field-list`),t=e?.querySelector(`[aria-selected="true"]`);if(!e||!t)return;let n=t.offsetTop-K,r=t.offsetTop+t.offsetHeight+K;n<e.scrollTop?e.scrollTop=n:r>e.scrollTop+e.clientHeight&&(e.scrollTop=r-e.clientHeight)}#E(e){return`${this.#e}-option-${e}`}get#D(){return this.#r.slice(0,ci)}get#O(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#k(){return this.querySelector(`.field-input`)??void 0}get#A(){return this.querySelector(`.field-popup`)??void 0}},mi=e=>e.severity===`error`,hi=e=>e.preventDefault();function gi(e,t){let n=ht(e,t);if(n===void 0)return e;let{from:r,to:i}=n;return R`${e.slice(0,r)}<mark>${e.slice(r,i)}</mark>${e.slice(i)}`}var _i=N`
  ${si}

  claims-field .field-label {
    display: none;
    color: var(--input-muted);
  }

  claims-field .field-frame {
    display: flex;
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
  }

  claims-field .field-frame:focus-within {
    border-color: var(--input-accent);
    outline: 2px solid var(--input-accent);
    outline-offset: -1px;
  }

  claims-field .field-frame:has([aria-invalid="true"]):not(:focus-within) {
    border-color: var(--input-danger);
  }

  claims-field .field-input {
    flex: 1;
    box-sizing: border-box;
    min-inline-size: 0;
    min-block-size: 32px;
    margin: 0;
    padding: 4px 8px;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
    background: none;
    border: 0;
    outline: none;
  }

  claims-field .field-input.monospace {
    font-family: var(--input-mono);
  }

  claims-field .field-input::placeholder {
    color: var(--input-muted);
    opacity: 1;
  }

  claims-field .field-frame {
    position: relative;
  }

  claims-field .field-mirror {
    position: absolute;
    inset-block: 0;
    left: 1px;
    right: 30px;
    padding-left: 7px;
    overflow: hidden;
    font-family: var(--input-mono);
    line-height: 32px;
    text-align: left;
    white-space: pre;
    /* Its end stays in sight: what is cut is on the left. */
    direction: rtl;
    text-overflow: ellipsis;
    background: var(--input-surface);
    border-radius: var(--input-radius);
    pointer-events: none;
  }

  claims-field .field-mirror > span {
    direction: ltr;
    unicode-bidi: isolate;
  }

  claims-field .field-mirror .dim {
    color: var(--input-muted);
  }

  claims-field .field-frame:focus-within .field-mirror {
    display: none;
  }

  claims-field .field-input:disabled {
    color: var(--input-muted);
    cursor: not-allowed;
  }

  claims-field .field-frame:has(:disabled) {
    background: var(--input-surface-2);
  }

  claims-field .field-button {
    display: grid;
    place-items: center;
    min-inline-size: 28px;
    margin: 0;
    padding: 0;
    color: var(--input-muted);
    background: none;
    border: 0;
    border-radius: var(--input-radius);
    cursor: pointer;
  }

  claims-field .field-button:hover {
    color: var(--input-text);
  }

  claims-field .field-button:disabled {
    visibility: hidden;
  }

  claims-field .field-popup {
    position: fixed;
    inset: auto;
    z-index: 500;
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: var(--input-text);
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.22);
  }

  claims-field .field-list {
    position: relative;
    min-block-size: 0;
    margin: 0;
    padding: 4px;
    overflow: auto;
    overscroll-behavior: contain;
    list-style: none;
  }

  claims-field .field-option {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: baseline;
    box-sizing: border-box;
    min-block-size: 28px;
    padding: 3px 8px;
    border-radius: calc(var(--input-radius) - 2px);
    cursor: pointer;
  }

  claims-field .field-option:hover {
    background: var(--input-surface-2);
  }

  claims-field .field-option[aria-selected="true"] {
    color: var(--input-on-accent);
    background: var(--input-accent);
  }

  claims-field .field-option-value {
    flex: 1 1 auto;
    font-family: var(--input-mono);
    overflow-wrap: anywhere;
  }

  claims-field .field-option-value > mark {
    color: inherit;
    font-weight: 700;
    background: none;
  }

  claims-field .field-option-detail {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--input-muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  claims-field .field-option[aria-selected="true"] > .field-option-detail {
    color: inherit;
  }

  claims-field .field-more {
    margin: 0;
    padding: 4px 12px;
    color: var(--input-muted);
    border-block-start: 1px solid var(--input-edge);
  }

  claims-field .field-message {
    margin: 4px 0 0;
    overflow-wrap: anywhere;
  }

  claims-field .field-severity {
    color: var(--input-warning);
    font-weight: 600;
  }

  claims-field [data-severity="error"] > .field-severity {
    color: var(--input-danger);
  }

  @media (pointer: coarse) {
    claims-field .field-input,
    claims-field .field-option {
      min-block-size: 44px;
    }

    claims-field .field-option {
      align-content: center;
    }
  }

  @media (forced-colors: active) {
    claims-field .field-option[aria-selected="true"] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }

    claims-field .field-option-value > mark {
      text-decoration: underline;
    }
  }
`;M.get(`claims-field`)===void 0&&M.define(`claims-field`,pi);var vi=100,yi=3,bi=2e3,xi=0,Si=class extends U{static properties={value:{type:String},label:{type:String},problems:{attribute:!1},readOnly:{type:Boolean,attribute:`readonly`},complete:{attribute:!1},marked:{attribute:!1}};#e=`claims-editor-${++xi}`;#t=new oi(this);#n=``;#r=``;#i=[];#a=``;#o=!1;#s;#c;#l;#u=!1;#d=!1;#f;constructor(){super(),this.value=``,this.label=``,this.problems=[],this.readOnly=!1,this.complete=void 0,this.marked=void 0}reveal(e,t){this.isConnected&&(this.isUpdatePending&&this.performUpdate(),this.#b(dt(this.value,e),dt(this.value,t)))}focus(){this.#c===void 0?this.#A?.focus():this.#c.focus()}connectedCallback(){super.connectedCallback(),this.#c===void 0?this.#C():(this.#c.moveTo(this.#k),this.#D())}disconnectedCallback(){super.disconnectedCallback(),this.#f?.(),this.#u=!1,queueMicrotask(()=>{this.isConnected||this.#c===void 0||(this.#c.close(),this.#c=void 0,this.#r=this.#n,this.requestUpdate())})}createRenderRoot(){return this}willUpdate(e){if(!e.has(`problems`))return;let t=Ci(this.value,this.problems),n=wi(t,this.#i);n&&this.value===this.#a||(this.#i=t,this.#a=this.value,this.#o=!0,!n&&this.contains(this.#k.activeElement)&&this.#v())}render(){return R`
      <div class="editor-frame" part="editor">
        <div class="editor-code"></div>
        ${this.#c===void 0?this.#p():B}
      </div>
      ${this.#i.length>0?this.#m():B}
      ${this.#t.render()}
      <div class="editor-tooltips" popover="manual"></div>
    `}#p(){return R`<textarea
      class="editor-text"
      part="textarea"
      aria-label=${this.label}
      aria-invalid=${this.#j?`true`:B}
      aria-describedby=${this.#M??B}
      ?readonly=${this.readOnly}
      rows="12"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      @input=${this.#x}
      @compositionstart=${()=>this.#T(!0)}
      @compositionend=${()=>this.#T(!1)}
      @focus=${this.#w}
    ></textarea>`}#m(){let e=this.#i.slice(0,vi),t=this.#i.length-e.length;return R`
      <p class="input-announcement" id=${`${this.#e}-summary`}>${Ti(this.#i)}</p>
      <ul class="editor-problems" part="problems" aria-label=${`Problems: ${this.label}`}>
        ${e.map(e=>R`<li>
            <button
              type="button"
              class="editor-problem"
              data-severity=${e.severity}
              @click=${()=>this.#b(e.from,e.to)}
            >
              <span class="editor-severity">
                ${e.severity===`error`?`Error`:`Warning`}
              </span>
              <span class="editor-message">${e.message}</span>
              <span class="editor-place">line ${e.line}, column ${e.column}</span>
            </button>
          </li>`)}
        ${t>0?R`<li class="editor-more">and ${t} more</li>`:B}
      </ul>
    `}updated(e){if(e.has(`value`)&&this.#_(ut(this.value)),this.#c===void 0){let e=this.#A;e!==void 0&&e.value!==this.#n&&(e.value=this.#n),this.#d||this.#E()}else e.has(`readOnly`)&&this.#c.setReadOnly(this.readOnly),this.#o&&this.#c.setProblems(this.#i),(this.#o||e.has(`label`))&&this.#y(this.#c),this.#o=!1,(e.has(`marked`)||e.has(`value`))&&this.#h(this.#c)}#h(e){let{marked:t,value:n}=this;e.mark(t&&{from:dt(n,t.from),to:dt(n,t.to)})}#g(e){let t={position:this.value.includes(`\r`)?void 0:e},n=new CustomEvent(`point`,{bubbles:!0,detail:t});this.dispatchEvent(n)}#_(e){let t=mt(this.#n,e);if(t!==void 0){if(this.#n=e,this.#c!==void 0){this.#c.replace(t);return}this.#r=e,this.#A?.setRangeText(t.insert,t.from,t.to,`preserve`)}}#v(){let e=this.#i.slice(0,yi).map(({line:e,message:t})=>`Line ${e}: ${t}`);this.#t.say([`${this.label}: ${Ti(this.#i)}.`,...e].join(` `))}#y(e){e.setAttributes({label:this.label,invalid:this.#j,describedBy:this.#M})}#b(e,t){if(this.#c!==void 0){this.#c.reveal(e,t);return}let n=this.#A;if(n===void 0)return;n.setSelectionRange(e,t),n.focus(),this.#s={from:e,to:t};let[r,i]=gt(this.#n,[e,this.#n.length]);r!==void 0&&i!==void 0&&(n.scrollTop=(r.line-.5)/i.line*n.scrollHeight-n.clientHeight/2)}#x(e){this.#S(e.currentTarget.value)}#S(e){this.#n=e,this.value=e;let t=new CustomEvent(`edit`,{bubbles:!0,detail:{value:e}});this.dispatchEvent(t)}#C(){if(`requestIdleCallback`in window){let e=window.requestIdleCallback(this.#w,{timeout:bi});this.#f=()=>window.cancelIdleCallback(e)}else{let e=setTimeout(this.#w,200);this.#f=()=>clearTimeout(e)}}#w=async()=>{if(this.#u||this.#c!==void 0)return;this.#f?.(),this.#u=!0;let e=await Ot(()=>import(`./codemirror-SVSVQDIY-C6nB_3Zm.js`),[],import.meta.url).catch(()=>{});this.#l=e?.JsonView,this.#d||this.#E()};#T(e){this.#d=e,e||this.#E()}#E(){let e=this.#A,t=this.querySelector(`.editor-code`),n=this.#O;if(this.#l===void 0||this.#c!==void 0||!this.isConnected||e===void 0||t===null||n===void 0)return;e.value!==this.#n&&this.#S(e.value);let r=e.selectionDirection!==`backward`,i=this.#k.activeElement===e,a=new this.#l({parent:t,root:this.#k,tooltipParent:n,label:this.label,readOnly:this.readOnly,original:this.#r,text:this.#n,anchor:r?e.selectionStart:e.selectionEnd,head:r?e.selectionEnd:e.selectionStart,scrollTop:e.scrollTop,onEdit:e=>this.#S(e),onPoint:e=>this.#g(e),complete:(e,t)=>this.complete?.(e,t)});a.setProblems(this.#i),this.#o=!1,this.#y(a),this.#h(a),this.#c=a,this.#D();let{from:o,to:s}=this.#s??{from:-1,to:-1},c=o===e.selectionStart&&s===e.selectionEnd;this.#s=void 0,i&&c?a.reveal(o,s):i&&a.focus(),this.requestUpdate()}#D(){let e=this.#O;e!==void 0&&`showPopover`in e&&e.showPopover()}get#O(){return this.querySelector(`.editor-tooltips`)??void 0}get#k(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#A(){return this.querySelector(`.editor-text`)??void 0}get#j(){return this.#i.some(e=>e.severity===`error`)}get#M(){return this.#i.length>0?`${this.#e}-summary`:void 0}};function Ci(e,t){let n=ut(e).length,r=t=>Math.min(Math.max(dt(e,t),0),n),i=t.map(e=>{let t=r(e.from);return{...e,from:t,to:Math.max(r(e.to),t)}}).sort((e,t)=>e.from-t.from||e.to-t.to),a=gt(ut(e),i.map(e=>e.from));return i.map((e,t)=>({...e,...a[t]??{line:1,column:1}}))}function wi(e,t){return e.length===t.length&&e.every((e,n)=>{let r=t[n];return e.from===r?.from&&e.to===r.to&&e.line===r.line&&e.severity===r.severity&&e.message===r.message})}function Ti(e){let t=e.filter(e=>e.severity===`error`).length,n=e.length-t,r=[];return t>0&&r.push(t===1?`1 error`:`${t} errors`),n>0&&r.push(n===1?`1 warning`:`${n} warnings`),r.length>0?r.join(`, `):`no problems`}var Ei=N`
  ${si}

  claims-editor .editor-frame {
    overflow: hidden;
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
  }

  claims-editor .editor-frame:focus-within {
    border-color: var(--input-accent);
    outline: 2px solid var(--input-accent);
    outline-offset: -1px;
  }

  claims-editor .editor-text,
  claims-editor .editor-code {
    font-family: var(--input-mono);
    font-size: var(--input-size);
    line-height: 1.6;
  }

  claims-editor .editor-text,
  claims-editor .editor-code .cm-editor {
    min-block-size: var(--cs-editor-min-height, 9rem);
    max-block-size: var(--cs-editor-max-height, 30rem);
  }

  claims-editor .editor-text {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    margin: 0;
    /* On the left, the room that line numbers take in CodeMirror: nothing jumps. */
    padding: 8px 12px 8px 59px;
    overflow: auto;
    field-sizing: content;
    color: inherit;
    background: none;
    border: 0;
    outline: none;
    resize: none;
    overflow-wrap: anywhere;
  }

  claims-editor .editor-tooltips {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: 0;
    block-size: 0;
    margin: 0;
    padding: 0;
    overflow: visible;
    background: none;
    border: 0;
  }

  claims-editor .editor-problems {
    max-block-size: 10rem;
    margin: 6px 0 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }

  claims-editor .editor-problem {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 28px;
    padding: 3px 8px;
    color: inherit;
    font: inherit;
    text-align: start;
    background: none;
    border: 0;
    border-radius: var(--input-radius);
    cursor: pointer;
  }

  claims-editor .editor-problem:hover {
    background: var(--input-surface-2);
  }

  claims-editor .editor-problem:focus-visible {
    outline: 2px solid var(--input-accent);
    outline-offset: -2px;
  }

  claims-editor .editor-severity {
    color: var(--input-warning);
    font-weight: 600;
  }

  claims-editor [data-severity="error"] > .editor-severity {
    color: var(--input-danger);
  }

  claims-editor .editor-message {
    flex: 1 1 12rem;
    overflow-wrap: anywhere;
  }

  claims-editor .editor-place,
  claims-editor .editor-more {
    color: var(--input-muted);
  }

  claims-editor .editor-more {
    padding: 3px 8px;
  }
`;M.get(`claims-editor`)===void 0&&M.define(`claims-editor`,Si);function Di(e,{operators:t,separator:n,escape:r}){if(e===``||/\p{Surrogate}/u.test(e))return;let i=t+n+r;return[...e].map(e=>i.includes(e)||e<=` `||e===``?r+e:e).join(``)}function Oi(e,{separator:t,escape:n}){let r=[``],i=!1;for(let a of e)!i&&a===t?r.push(``):(i||a!==n)&&r.push(r.pop()+a),i=!i&&a===n;return r}function ki(e,t,n){let r=[],i=Ai(e.root),a=(t,n)=>{r.length>=500||t.type===`null`||(i.has(t)||r.push({value:n,detail:Ni(e.raw(t))}),o(t,n))},o=(e,t)=>{let r=i.has(e)?ji(e):void 0;e.children?.forEach((i,o)=>{if(e.type===`array`){o<3&&a(i,t+n.separator+o);return}let[s,c]=i.children??[],l=Di(String(s?.value??``),n);!c||l===void 0||r?.has(s?.value)||a(c,t+n.separator+l)})};if(t!==void 0)return o(e.root,t),r;for(let t of n.roots){let n=e.node([t]);n&&o(n,t)}return r}function Ai(e){let t=new Set,n=[e];for(let e=n.pop();e;e=n.pop()){for(let t of e.children??[])n.push(t);if(e.type===`object`&&ji(e).size!==0)for(let n=e;n&&!t.has(n);n=n.parent)t.add(n)}return t}function ji({children:e=[]}){let[t,n]=[new Set,new Set];for(let{children:[r]=[]}of e)(t.has(r?.value)?n:t).add(r?.value);return n}function Mi(e,t){return ki(e,void 0,{...t,roots:[`user`]}).map(({value:e,detail:n})=>({value:e.slice(4+t.separator.length),detail:n}))}function Ni(e){let t=e.slice(0,240).replace(/\s+/g,` `);return t.length>60?`${t.slice(0,60)}\u2026`:t}function Pi(e,t){let n=t.toLowerCase(),[r,i]=[[],[]];for(let t of e){let e=t.value.toLowerCase().indexOf(n);e===0?r.push(t):e>0&&i.push(t)}return[...r,...i]}var Fi={session_id:`sess_12345`,user_id:`anon|a7f3b2c9e1`,created_at:`2026-05-01T10:00:00Z`,expires_at:`2026-05-31T10:00:00Z`},Ii={user_id:`auth0|5f7c8ec7c33c6c004bbafe82`,email:`ana@shop.example`,email_verified:!0,name:`Ana García`,user_metadata:{language:`es-ES`},app_metadata:{tier:`gold`,employee_id:`e-1042`}},Li=[{label:`Session id only`,session:Fi},{label:`Personalization`,session:{...Fi,metadata:{country:`Spain`,language:`es-ES`,theme:`dark`,"utm.source":`newsletter`}}},{label:`Guest checkout`,session:{...Fi,metadata:{country:`Spain`,cart_id:`cart:0987654321`,items:`3`,currency:`EUR`}}},{label:`Login with scopes and code`,session:{anonymous_session:{...Fi,metadata:{cart_id:`cart:0987654321`}},user:Ii,scope:`openid profile email`,custom_claims:{access_token:[{name:`https://shop.example/plan`,value:`family`},{name:`email`,value:Ii.email}],id_token:[{name:`loyalty`,value:{points:1200,since:2021}}]}}},{label:`SAML`,session:{user:Ii,protocol:`samlp`,custom_claims:{id_token:[{name:`app_metadata`,value:{tier:`platinum`}}]}}}],Ri=`https://api.shop.example`;function zi(e){let t=`https://${e}/userinfo`;return[{label:`An API of your own`,audience:[Ri]},{label:`Management API`,audience:[`https://${e}/api/v2/`]},{label:`Userinfo`,audience:[t]},{label:`MFA API`,audience:[`https://${e}/mfa/`]},{label:`Your API and userinfo`,audience:[Ri,t]}]}function Bi(e,t){let n=Vi(e,t),r=n&&e.fix?.code===`change_expression`&&$i(e,t);return[...n?[n]:[],...r?[r]:[]]}function Vi(e,t){if(!e.fix)return;let{code:n,scope:r,path:i,expression:a}=e.fix;switch(n){case`rename_claim`:case`namespace_claim`:return Hi(e,t);case`change_audience`:return{label:`Request it for ${Ri}`,change:{audience:[Ri]}};case`grant_scope`:return r===void 0?void 0:Ji(r,t);case`change_expression`:return a===void 0?void 0:Ui(e,a,t);case`add_user`:return Zi(e,t);case`set_value`:return i===void 0?void 0:na(i,t);default:return}}function Hi(e,t){let{config:n,session:r}=t,i=Gi(e,t);if([...i].length>t.description.limits.claim_name_characters)return;let a=`Rename to ${i}`;if(e.source===`mapping`){let t=Wi(e,n);return t&&{label:a,change:{config:Xe(t.config,t.group,t.index,i)}}}let o=r?.value([`custom_claims`,e.token]),s=Array.isArray(o)?o.findIndex(t=>{let n=(t?.value??null)!==null;return t?.name===e.claim&&(e.reason!==`overridden`||n)}):-1;if(!r||s<0)return;let c=r.set([`custom_claims`,e.token,s,`name`],i);return{label:`${a} in the code`,change:{session:c}}}function Ui(e,t,{config:n,description:r}){let i=Wi(e,n),{roots:a,separator:o}=r.expressions,s=a.find(e=>t.startsWith(e+o));return i&&{label:`Use ${s===void 0?t:t.slice(s.length+o.length)}`,change:{config:Ze(i.config,i.group,i.index,t)}}}function Wi({claim:e,token:t},n){let r=n&&k(n).find(({id:e})=>e===t),i=r?.rows.findIndex(t=>t.name===e)??-1;return n&&r&&i>=0?{config:n,group:r,index:i}:void 0}function Gi({claim:e,token:t},{config:n,decisions:r,description:i}){let a=/^(?:https?:[/\\]{2}|urn:)/i.test(e)?e.match(/[^/\\:]*$/)?.[0]??``:e,{system_claim:o,forbidden_namespaces:s}=i,c=Ki(n,r,s.hosts)+(a||`claim`),l=new Set(r.filter(e=>e.token===t).map(e=>e.claim.toLowerCase()));for(let e of qi(n))l.add((o.prefix+e+o.suffix).toLowerCase());let u=c;for(let e=2;l.has(u.toLowerCase());e++)u=`${c}_${e}`;return u}function Ki(e,t,n){let r=t.find(({claim:e,verdict:t})=>t===`added`&&/^https?:\/\/[^/]+\/./i.test(e));if(r)return r.claim.slice(0,r.claim.lastIndexOf(`/`)+1);let[,...i]=qi(e);return`https://${i.find(e=>/^[\w.-]+$/.test(e)&&!n.some(t=>`.${e.toLowerCase()}`.endsWith(`.${t}`)))??`claims.example`}/`}function qi(e){let t=e?.value([`tenant`,`custom_domains`]);return[e?.value([`tenant`,`domain`]),...Array.isArray(t)?t:[]].map(e=>typeof e==`string`?e:``)}function Ji(e,t){let n=Xi(t,[...Yi(t),e]);return n===void 0?void 0:{label:`Grant ${e}`,change:{session:n}}}function Yi({session:e,bareRoot:t}){return(t===void 0?e?.string([`scope`]):void 0)?.split(` `).filter(e=>e!==``)??[]}function Xi({session:e,bareRoot:t},n){let r=n.join(` `);return ea({session:e,bareRoot:t},`scope`,r)}function Zi(e,t){let n=ea(t,`user`,{}),r=n===void 0?void 0:E.read(n);return r?{label:`Add a user`,change:{session:r.set(Qi(e,t.description),ta)}}:void 0}function Qi({expression:e,path:t=``},{expressions:n}){return e===void 0?[`user`,...Oi(t,n)]:Oi(e,n)}function $i(e,t){let{session:n,bareRoot:r,description:i}=t,{at:a,type:o}=e.stopped??{};if(!n||o!==`object`||a===``&&r!==void 0)return;let[s=``,...c]=Qi(e,i),l=n.path(O(s===r?c:[s,...c]));if(n.canSet(l))return{label:`Add a value`,change:{session:n.set(l,ta)}}}function ea({session:e,bareRoot:t},n,r){if(e?.root.type!==`object`)return;if(t===void 0)return e.set([n],r);let i=e.raw(e.root).replaceAll(`
`,`
  `),a=`${JSON.stringify(n)}: ${JSON.stringify(r)}`;return`{
  ${JSON.stringify(t)}: ${i},
  ${a}
}
`}var ta=`sample`;function na(e,{session:t}){if(t)try{return{label:`Add a value`,change:{session:t.set(t.path(e),ta)}}}catch{return}}function ra(e,t,{path:n,offset:r,message:i},a){let o=n===void 0?void 0:t?.at(n),s=r===void 0?o?.offset??0:Ie(e,r),c=o&&s<=o.offset+o.length?o.offset+o.length:s+1;return{from:s,to:Math.min(Math.max(c,s),e.length),severity:a,message:i}}var ia={access_token:`mapping`,id_token:`ID token mapping`,saml:`attribute`};function aa(e,t,n){let{path:r}=n;for(let{id:e,rows:n}of t&&r!==void 0?k(t):[]){let t=n.findIndex(e=>r===e.place||r?.startsWith(`${e.place}/`));if(t>=0)return`${ia[e]} ${t+1}`}let[i]=gt(e,[ra(e,t,n,`error`).from]);return`line ${i?.line??1}`}function oa(e,t){return e?.failure?.code===t?e.failure.problems:[]}var sa=N`
  .change {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 0 4px;
    padding: 5px 8px;
    border-radius: 5px;
  }
  .change.added {
    background: var(--cs-success-soft);
  }
  .change.removed {
    background: var(--cs-danger-soft);
  }
  .change.changed {
    background: var(--cs-warning-soft);
  }
  .change .sign {
    font-family: var(--cs-mono);
    font-weight: 700;
  }
  .change .values {
    grid-column: 2;
  }
`,ca=N`
  /* Mappings */
  .group > header {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-block-end: 6px;
  }
  .group > header .pill {
    white-space: normal;
  }
  .rows {
    display: grid;
    gap: 6px;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 9fr) minmax(0, 16fr) minmax(0, 5fr) 120px;
    gap: 4px 6px;
    align-items: start;
    padding: 3px 4px;
    margin-inline: -8px;
    border-inline-start: 4px solid transparent;
    border-radius: calc(var(--cs-radius) - 2px);
  }
  .row.marked {
    background: var(--cs-accent-soft);
    border-color: var(--cs-accent);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .row.unused > :not(.tools) {
    opacity: 0.75;
  }
  .row .here {
    align-self: center;
    min-width: 0;
    overflow: hidden;
    color: var(--cs-muted);
    font: 13px/1.5 var(--cs-mono);
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .row .here * {
    color: inherit;
  }
  .sign {
    display: inline-grid;
    place-items: center;
    width: 22px;
    height: 22px;
    border-radius: 50%;
    font-size: 13px;
    font-weight: 700;
    color: var(--cs-muted);
  }
  .row > .sign {
    margin-block-start: 6px;
  }
  .sign.in,
  .sign.good {
    background: var(--cs-success-soft);
    color: var(--cs-success);
  }
  .sign.missing,
  .sign.odd {
    background: var(--cs-warning-soft);
    color: var(--cs-warning);
  }
  .sign.broken,
  .sign.bad {
    background: var(--cs-danger-soft);
    color: var(--cs-danger);
  }
  .row.head {
    padding-block: 0;
    color: var(--cs-muted);
    font-size: 13px;
  }
  .row.dragged {
    opacity: 0.45;
  }
  .row.target {
    box-shadow: 0 -2px 0 var(--cs-accent);
  }
  .row.target.below {
    box-shadow: 0 2px 0 var(--cs-accent);
  }
  .row .tools {
    display: flex;
  }
  .row .tools > span,
  .row .lint {
    flex: 0 0 24px;
    height: 24px;
  }
  .row .tools .lint {
    min-height: 24px;
    align-self: center;
    font: italic 700 13px/1 Georgia, "DejaVu Serif", serif;
  }
  .row .lint::before {
    content: "i";
    display: grid;
    place-items: center;
    width: 17px;
    height: 17px;
    margin: auto;
    border: 1px solid var(--cs-control);
    border-radius: 50%;
  }
  .row .lint[aria-expanded="true"] {
    color: var(--cs-accent);
  }
  .row .tools button,
  .row .handle {
    min-width: 24px;
    min-height: 32px;
    padding: 0;
  }
  .row .handle {
    cursor: grab;
    touch-action: none;
  }
  .row .whole {
    grid-column: 2 / -1;
  }
  .row .hint {
    font-size: 13px;
    color: var(--cs-muted);
  }
  .row .hint::before {
    content: "⚠ ";
    color: var(--cs-warning);
  }
  .group > button {
    margin-block-start: 8px;
  }
  .group > button.link {
    margin-block-start: 0;
  }
  /* Where the row's parts are below each other, each says what it is. */
  @container (width < 560px) {
    .row {
      grid-template-columns: 24px minmax(0, 1fr);
      padding-block: 6px 10px;
      border-block-end: 1px solid var(--cs-border);
    }
    .row.head {
      display: none;
    }
    .row > claims-field,
    .row .here,
    .row .tools,
    .row .whole {
      grid-column: 2;
    }
    .row .here {
      justify-self: start;
      max-width: 100%;
    }
    .row .here::before {
      content: "Value here: ";
      font-family: var(--cs-font);
    }
    .row .tools {
      justify-content: end;
      gap: 6px;
    }
    .row .handle {
      display: none;
    }
    .row .field-label {
      display: block;
    }
  }
`,la=N`
  /* Controls. They count for nothing against what a part says of its own. */
  :where(button, select, input) {
    font: inherit;
    color: inherit;
  }
  :where(button, select) {
    min-height: 30px;
    padding: 3px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    cursor: pointer;
  }
  :where(button, select):where(:hover:not(:disabled, [aria-disabled="true"])) {
    background: var(--cs-surface-2);
  }
  :where(button, select, input):where(:disabled, [aria-disabled="true"]) {
    cursor: default;
    color: var(--cs-muted);
    border-color: var(--cs-border);
  }
  button.primary {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
    color: var(--cs-on-accent);
    font-weight: 600;
  }
  button.primary:hover:not([aria-disabled="true"]) {
    background: color-mix(in oklab, var(--cs-accent), var(--cs-text) 18%);
  }
  button.primary[aria-disabled="true"] {
    background: var(--cs-surface-2);
    border-color: var(--cs-border);
    color: var(--cs-muted);
  }
  button.plain {
    border-color: transparent;
    background: transparent;
    padding: 3px 7px;
    color: var(--cs-muted);
  }
  button.plain:hover:not(:disabled) {
    background: var(--cs-surface-2);
    color: var(--cs-text);
  }
  button.link {
    min-height: 24px;
    padding: 0 2px;
    border: 0;
    background: none;
    color: var(--cs-accent);
    text-decoration: underline;
    text-underline-offset: 2px;
    text-align: start;
  }
  :where(input[type="text"]) {
    width: 100%;
    min-width: 0;
    min-height: 32px;
    padding: 3px 9px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
  }
  :focus-visible {
    outline: 2px solid var(--cs-accent);
    outline-offset: 1px;
  }
  code,
  .mono {
    font-family: var(--cs-mono);
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }
  .muted {
    color: var(--cs-muted);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 15px;
    font-weight: 650;
  }
  h3 {
    margin-block-end: 4px;
    font-size: 13px;
    font-weight: 650;
  }

  .pill {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--cs-surface-2);
    color: var(--cs-muted);
    font-size: 13px;
    white-space: nowrap;
  }
  button.pill {
    min-height: 24px;
    border: 0;
  }
  .pill.good {
    background: var(--cs-success-soft);
    color: var(--cs-success);
  }
  .pill.bad {
    background: var(--cs-danger-soft);
    color: var(--cs-danger);
  }
  .pill.odd {
    background: var(--cs-warning-soft);
    color: var(--cs-warning);
  }

  /* One of two or more */
  .segments {
    display: inline-flex;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    overflow: clip;
  }
  .segments button {
    border: 0;
    border-radius: 0;
    min-height: 28px;
  }
  .segments button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .segments button:focus-visible {
    outline-offset: -2px;
  }
`,ua=N`
  /* Where the system sets the colours, states show by shape and by its own colours. */
  @media (forced-colors: active) {
    .segments button[aria-pressed="true"],
    .chips button[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .tabs button {
      border-block-end-color: Canvas;
    }
    .tabs button[aria-selected="true"] {
      border-block-end-color: Highlight;
    }
    .switch input::before,
    .gauge .bar i {
      forced-color-adjust: none;
      background: ButtonText;
    }
    .switch input:checked {
      forced-color-adjust: none;
      background: Highlight;
    }
    .switch input:checked::before {
      background: HighlightText;
    }
    .payload .custom {
      border-color: Highlight;
    }
  }
`,da=N`
  /* In a line of its own, so that what is said of the config moves nothing. */
  .toolbar {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .toolbar > .segments {
    margin-inline-end: auto;
  }
  .columns {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    align-items: start;
  }
  .inputs,
  .results {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  .columns > .results {
    position: sticky;
    inset-block-start: 12px;
    max-height: calc(100dvh - 24px);
    overflow: auto;
    border-radius: var(--cs-radius);
  }
  .inputs + .panel,
  .panel + .inputs {
    margin-block-start: 14px;
  }
  .panel {
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    min-width: 0;
  }
  .panel > header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 9px 14px;
    border-block-end: 1px solid var(--cs-border);
  }
  .panel > header > .status {
    display: flex;
    gap: 6px;
    margin-inline-end: auto;
  }
  .panel > header > h2:has(+ :not(.pill, .status)) {
    margin-inline-end: auto;
  }
  .body {
    padding: 12px 14px 14px;
    display: grid;
    gap: 14px;
  }
`,fa=N`
  .headline {
    font-size: 19px;
    font-weight: 700;
    line-height: 1.3;
  }
  .verdict {
    display: grid;
    align-content: start;
    gap: 8px;
  }
  .verdict > .request {
    margin-block-start: -6px;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .verdict.held {
    overflow: auto;
  }
  .missing,
  .changes {
    display: grid;
    gap: 8px;
  }
  .missing > li,
  .mending {
    display: grid;
    gap: 4px;
    padding: 9px 13px 11px;
    background: var(--cs-warning-soft);
    border-inline-start: 3px solid var(--cs-warning);
    border-start-end-radius: calc(var(--cs-radius) - 2px);
    border-end-end-radius: calc(var(--cs-radius) - 2px);
    overflow-wrap: anywhere;
  }
  .missing > li.marked {
    outline: 2px solid var(--cs-accent);
  }
  .missing .name > code {
    font-weight: 700;
  }
  .reason.also {
    font-size: 13px;
  }
  .offers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
  }
  .row .offers {
    justify-content: end;
  }
  .offers button {
    height: auto;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .why > summary {
    min-height: 24px;
    padding: 3px 4px;
    color: var(--cs-accent);
    cursor: pointer;
    list-style: none;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .why > summary::-webkit-details-marker {
    display: none;
  }
  .why[open] {
    flex: 1 1 100%;
  }
  .why li {
    padding-block: 2px;
    font-size: 13px;
  }
`,pa=N`
  /* Menus and the dialog for copying by hand */
  .menu {
    position: relative;
  }
  .menu > summary {
    list-style: none;
    min-height: 30px;
    padding: 3px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    cursor: pointer;
  }
  .menu > summary::-webkit-details-marker {
    display: none;
  }
  .menu > summary::after {
    content: " ▾";
  }
  .menu > div {
    position: absolute;
    z-index: 20;
    inset-inline-end: 0;
    margin-block-start: 4px;
    min-width: 230px;
    display: grid;
    padding: 4px;
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.22);
  }
  .menu > div button {
    border: 0;
    text-align: start;
  }
  dialog {
    width: min(720px, 92vw);
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    color: var(--cs-text);
    padding: 16px;
  }
  dialog textarea {
    width: 100%;
    height: 300px;
    margin-block: 8px;
    font: 12.8px/1.5 var(--cs-mono);
    color: inherit;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-control);
  }
`,ma=N`
  /* Messages */
  .notes {
    display: grid;
    gap: 6px;
  }
  .note {
    padding: 7px 11px;
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface-2);
    border-inline-start: 3px solid var(--cs-control);
    overflow-wrap: anywhere;
  }
  .note.bad {
    background: var(--cs-danger-soft);
    border-color: var(--cs-danger);
  }
  .note.odd {
    background: var(--cs-warning-soft);
    border-color: var(--cs-warning);
  }
  .note.good {
    background: var(--cs-success-soft);
    border-color: var(--cs-success);
  }
  .note .where {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    font-size: 13px;
  }
`,ha=N`
  .paste {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: stretch;
  }
  .paste textarea {
    flex: 1 1 240px;
    min-width: 0;
    min-height: 34px;
    padding: 6px 10px;
    border: 1px dashed var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: none;
    color: inherit;
    font: inherit;
    font-size: 13px;
    resize: none;
    field-sizing: content;
  }
  .paste textarea::placeholder {
    color: var(--cs-muted);
    opacity: 1;
  }
  .paste .file {
    align-self: center;
    padding: 4px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    cursor: pointer;
  }
  .paste .file:focus-within {
    outline: 2px solid var(--cs-accent);
    outline-offset: 1px;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-block-end: 12px;
    border-color: var(--cs-accent);
    background: var(--cs-accent-soft);
  }
  .notice > span {
    margin-inline-end: auto;
  }
  .choices {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 200px;
    overflow: auto;
  }
`,ga=N`
  .real {
    display: grid;
    gap: 8px;
  }
  textarea.mono {
    width: 100%;
    padding: 8px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    color: inherit;
    font: 13px/1.5 var(--cs-mono);
    resize: vertical;
  }
  .compared {
    table-layout: fixed;
  }
  @container (width < 560px) {
    .compared thead {
      display: none;
    }
    .compared tr {
      display: grid;
      grid-template-columns: 30px minmax(0, 1fr);
      border-block-end: 1px solid var(--cs-border);
    }
    .compared td {
      border: 0;
    }
    .compared td:nth-child(n + 3) {
      grid-column: 2;
    }
    .compared td:nth-child(3)::before {
      content: "In the token: ";
    }
    .compared td:nth-child(4)::before {
      content: "In the preview: ";
    }
  }
  .compared th:first-child {
    width: 32px;
  }
`,_a=N`
  /* Fields */
  .fields {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
  }
  .field > label,
  fieldset > legend {
    display: block;
    font-size: 13px;
    color: var(--cs-muted);
    margin-block-end: 3px;
    padding: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .list {
    display: grid;
    gap: 5px;
  }
  .list > li {
    display: flex;
    gap: 4px;
    flex-wrap: wrap;
  }
  .list > li > input {
    flex: 1 1 0;
  }
  .list > li .wide {
    flex-basis: 100%;
  }
  .list > li button {
    min-width: 30px;
    padding: 0;
  }
  .audience {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }
  .audience > fieldset {
    flex: 1 1 240px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .chips button {
    border-radius: 999px;
    min-height: 28px;
    font-size: 13px;
  }
  .chips button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    border-color: var(--cs-accent);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .chips input {
    width: 120px;
    min-height: 28px;
    border-radius: 999px;
  }
  .switch {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .switch input {
    appearance: none;
    flex: none;
    width: 38px;
    height: 24px;
    margin: 0;
    border: 1px solid var(--cs-control);
    border-radius: 999px;
    background: var(--cs-surface-2);
    position: relative;
    cursor: pointer;
  }
  .switch input::before {
    content: "";
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--cs-control);
    transition: translate 120ms;
  }
  .switch input:checked {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
  }
  .switch input:checked::before {
    background: var(--cs-on-accent);
    translate: 14px 0;
  }
  @media (prefers-reduced-motion: reduce) {
    .switch input::before {
      transition: none;
    }
  }
`,va=N`
  .scenarios .none {
    padding: 10px 14px 12px;
  }
  .grid {
    overflow: auto;
    padding: 4px 14px 12px;
  }
  .grid th,
  .grid td {
    padding: 5px 10px 5px 0;
    text-align: start;
    vertical-align: top;
  }
  .grid thead th {
    min-width: 120px;
  }
  .grid tbody th {
    min-width: 130px;
    color: var(--cs-text);
  }
  .grid .tools {
    display: flex;
  }
  .grid td.there {
    color: var(--cs-success);
  }
  .grid td.gone {
    color: var(--cs-warning);
    font-size: 13px;
  }
  .grid td.fate.changed {
    background: var(--cs-accent-soft);
    box-shadow: inset 3px 0 0 var(--cs-accent);
    padding-inline-start: 8px;
    font-weight: 700;
  }
`,ya=N`
  .gauge {
    position: relative;
    height: 34px;
  }
  .gauge .bar {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    height: 10px;
    border-radius: 5px;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-border);
    overflow: clip;
  }
  .gauge .bar i {
    display: block;
    height: 100%;
    background: var(--cs-success);
  }
  .gauge .bar i.odd {
    background: var(--cs-warning);
  }
  .gauge .bar i.bad {
    background: var(--cs-danger);
  }
  .gauge .mark {
    position: absolute;
    inset-block-start: 0;
    height: 15px;
    border-inline-start: 1.5px solid var(--cs-muted);
  }
  .gauge .mark span {
    position: absolute;
    inset-block-start: 14px;
    font-size: 11.5px;
    color: var(--cs-muted);
    translate: -50% 0;
    white-space: nowrap;
  }
  .gauge .mark.last span {
    translate: -100% 0;
  }
  .gauge .mark .more {
    position: static;
  }
  @container (width < 560px) {
    .gauge .mark .more {
      display: none;
    }
  }
  .sizes {
    display: grid;
    gap: 6px;
  }
  .sizes .sum {
    color: var(--cs-muted);
    font-size: 13px;
  }
`,ba=[N`
  :host {
    --cs-text: light-dark(#1c2024, #e8eaed);
    --cs-muted: light-dark(#5b6470, #a4adb8);
    --cs-surface: light-dark(#ffffff, #14181d);
    --cs-surface-2: light-dark(#f4f6f8, #1d232a);
    --cs-border: light-dark(#d5dae0, #343c46);
    --cs-control: light-dark(#858e99, #6f7a87);
    --cs-accent: light-dark(#3b4fd8, #9dacff);
    --cs-on-accent: light-dark(#ffffff, #10142b);
    --cs-accent-soft: light-dark(#eceffe, #232a4a);
    --cs-danger: light-dark(#b3261e, #ff9d95);
    --cs-danger-soft: light-dark(#fdeeed, #3a1d1c);
    --cs-warning: light-dark(#855400, #f0b95b);
    --cs-warning-soft: light-dark(#fdf3e0, #362a14);
    --cs-success: light-dark(#176b3a, #7ed4a0);
    --cs-success-soft: light-dark(#e6f6ec, #15301f);
    --cs-font: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    --cs-mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    --cs-radius: 8px;
    --cs-json-name: light-dark(#1d4f91, #8ec1ff);
    --cs-json-string: light-dark(#176b3a, #9bd6a8);
    --cs-json-number: light-dark(#8a3b00, #f2b27a);
    --cs-json-keyword: light-dark(#7a2f9c, #d6a7f0);
    display: block;
    container-type: inline-size;
    color: var(--cs-text);
    font: 14px/1.5 var(--cs-font);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
`,la,da,ma,ca,fa,_a,ha,N`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 6px 8px 0;
    border-block-end: 1px solid var(--cs-border);
  }
  .tabs button {
    border: 0;
    border-radius: 0;
    background: none;
    padding: 6px 8px 8px;
    color: var(--cs-muted);
    border-block-end: 2px solid transparent;
    margin-block-end: -1px;
  }
  .tabs button[aria-selected="true"] {
    color: var(--cs-text);
    font-weight: 600;
    border-color: var(--cs-accent);
  }
  .tabs button:focus-visible {
    outline-offset: -3px;
  }
  .tabs .pill {
    margin-inline-start: 4px;
    padding-inline: 7px;
  }
  .tabs button.apart {
    margin-inline-start: auto;
  }
  .copying {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto; /* its menu opens towards the panel's inside */
  }
  .token-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 8px;
  }
  .token.stale {
    padding: 8px;
    border: 1px dashed var(--cs-warning);
    border-radius: var(--cs-radius);
  }
  .payload {
    margin: 0;
    padding: 10px 0;
    border: 1px solid var(--cs-border);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface-2);
    font: 13px/1.6 var(--cs-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .payload > span {
    display: block;
    padding-inline: 12px 12px;
    border-inline-start: 3px solid transparent;
  }
  .payload .standard,
  .payload .standard * {
    color: var(--cs-muted);
  }
  .payload .custom {
    background: var(--cs-surface);
    border-color: var(--cs-accent);
  }
  .jwt .header,
  .muted > .header {
    color: var(--cs-danger);
  }
  .jwt .claims,
  .muted > .claims {
    color: var(--cs-accent);
  }
  .jwt .signature,
  .muted > .signature {
    color: var(--cs-success);
  }
  .jwt span {
    overflow-wrap: anywhere;
  }
  .value .line {
    display: block;
    white-space: pre-wrap;
  }
  .claims {
    table-layout: fixed;
  }
  .claims th:nth-child(2) {
    width: 30%;
  }
  .claims th:nth-child(3) {
    width: 20%;
  }
  .claims th:nth-child(4) {
    width: 52px;
  }
  /* The sum below the table has the bytes too. */
  @container (width < 560px) {
    .claims th:nth-child(3) {
      width: 26%;
    }
    .claims :is(th, td).number {
      display: none;
    }
  }
  tr.marked > * {
    background: var(--cs-accent-soft);
  }
  tr.standard > * {
    color: var(--cs-muted);
  }
  tr.standard code,
  tr.standard .mono,
  tr.standard .mono * {
    color: inherit;
  }
  button.fold {
    width: 100%;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
  }
  button.fold::before {
    content: "▸ ";
  }
  button.fold[aria-expanded="true"]::before {
    content: "▾ ";
  }
  .n {
    color: var(--cs-json-name);
  }
  .s {
    color: var(--cs-json-string);
  }
  .d {
    color: var(--cs-json-number);
  }
  .k {
    color: var(--cs-json-keyword);
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: start;
    font-size: 13px;
    font-weight: 500;
    color: var(--cs-muted);
  }
  th,
  td {
    padding: 4px 10px 4px 0;
    border-block-end: 1px solid var(--cs-border);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  td.number,
  th.number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    padding-inline-end: 0;
  }
`,ya,ga,va,sa,ua,pa,Ei,_i];function xa(e,t,n){let{path:r,previousNode:i}=Ee(e,t);if(r.at(-1)!==`expression`||i?.type!==`string`)return;let a=i.offset+1,o=/^(?:[^"\\]|\\.)*/.exec(e.slice(a,i.offset+i.length))?.[0]??``,s=o.length===i.length-2?a+o.length:t;if(!(t<a||t>s))return{from:a,to:s,options:Pi(n,String(i.value??``)).map(({value:e,detail:t})=>({label:e,detail:t,insert:JSON.stringify(e).slice(1,-1)}))}}function Sa(e,t,n,r){let{good:i,effective:a,stale:o,draft:s}=e,c=s?.group===t&&s.index===r;if(Ca(e,n))return{state:c?`draft`:`broken`};if(t===`access_token`&&a)return{state:`unused`};let l=o?void 0:i?.reading,u=l?.decisions.find(({token:e,claim:r,source:i,expression:a,path:o})=>e===t&&r===n.name&&ka(i)&&(a??o)===n.expression);if(!u)return{state:c?`draft`:`unknown`};if(u.verdict===`ignored`)return{state:`missing`,decision:u};let d=l&&wa(l,t,n.name);return{state:`in`,decision:u,...d!==void 0&&{value:d}}}function Ca({answer:e},t){let{problems:n=[]}=e?.validation??{};return n.some(({path:e})=>e===t.place||e?.startsWith(`${t.place}/`))}function wa(e,t,n){if(t===`saml`){let t=e.attributes?.find(e=>e.name===n)?.values;return t&&(t.length===1?t[0]:`[${t.join(`,`)}]`)}return e.tokens[t]?.find(e=>e.name===n)?.text}function Ta(e,t){let n=t===`userinfo`?`id_token`:t;return e.decisions.filter(e=>e.token===n&&(ka(e.source)||Aa(e)))}function Ea(e,t){let n=new Set(t===`userinfo`?e.tokens.userinfo?.map(({name:e})=>e):[]);return Ta(e,t).filter(e=>e.verdict===`ignored`&&!n.has(e.claim))}var Da={access_token:`the access token`,id_token:`the ID token`,userinfo:`userinfo`,saml:`the SAML assertion`};function Oa({reading:e,without:t,inputs:n},r){let i=Ta(e,r),a=new Set(Ea(e,r)),o=Da[r],s=(e,t,n)=>{let r=e.filter(e=>!a.has(e)).length,i=e.length+t;return`${r} of ${i} ${n(i)}`},c=r===`userinfo`?`id_token`:r,l=n.config&&k(n.config).find(({id:e})=>e===c)?.place,u=t.filter(e=>e.startsWith(`${l}/`)).length,d=i.filter(({source:e})=>ka(e)),f=i.filter(Aa),p=[];d.length+u&&p.push(s(d,u,e=>`mapped ${r===`saml`?`attribute`:`claim`}${e===1?``:`s`}`)),f.length&&p.push(s(f,0,e=>`claim${e===1?``:`s`} set by code`));let m=i.length+u===1?`is`:`are`;return p.length?`${p.join(` and `)} ${m} in ${o}`:`Nothing is mapped into ${o}`}function ka(e){return e===`mapping`||e===`saml_mapping`}function Aa({source:e}){return e===`action`}function ja(e){return e.map(e=>typeof e==`string`?e:e.code).join(``)}function Ma(e,t){return Pa(e.reason,e,t)}function Na(e,t){return(e.also??[]).map(n=>Pa(n,e,t))}function Pa(e,t,n){if(t.stopped){let{reasons:r}=n.description;if(r.find(({code:t})=>t===e)?.fix===`set_value`)return Fa(t,t.stopped,n)}let r=n.description.reasons.find(({code:t})=>t===e)?.says??e;return t.needs===void 0||e!==t.reason?[r]:[`${r} It needs `,{code:t.needs},`.`]}function Fa(e,t,{description:n,bareRoot:r}){let{at:i,type:a,step:o,nearest:s,holds_json:c}=t,{expressions:l}=n,u=e.expression??e.path??``,d=e.expression!==void 0,[f]=d?Oi(u,l):[`user`],p=f===`user`?`The user`:`This session`;if(i===``&&o===f&&f!==r)return[`There is no ${f?.replace(`_`,` `)} in this session. Add one, or change the expression.`];let m=d?u.slice((f?.length??0)+l.separator.length):u,h={code:Ia(i,f)||`it`};if(a===`null`)return[p===`The user`?`The user’s `:`The session’s `,h,` is null, which is no value.`];if(a===`object`){let e=[`${p} has no `,{code:m},`.`];return s===void 0?[...e,` Add one, or change the expression.`]:[...e,` Did you mean `,{code:s},`?`]}return c?[h,` is a string that holds JSON. No expression looks into it: store an object there.`]:a===`array`?[h,` is a list, and has no element `,{code:o??``},`.`]:[h,` is a ${a}, and has no `,{code:o??``},` in it.`]}function Ia(e,t){let n=Fe(e);return(n[0]===t?n.slice(1):n).join(`.`)}function q(e,t){return R`<div class="note ${e}">${t}</div>`}function La(e){return e.map(e=>typeof e==`string`?e:R`<code>${A(e.code)}</code>`)}function Ra(e){if(e<1024)return`${e} B`;let t=e/1024;return`${Number.isInteger(t)?t:t.toFixed(1)} KB`}function za(e,t){return`${e} ${t}${e===1?``:`s`}`}var Ba=2e3;function Va(e){return Ha(e)+Ua(e)}function Ha(e){return e.length<=Ba?e:e.slice(0,Ba).replace(/[\ud800-\udbff]$/,``)}function Ua(e){let t=e.length-Ha(e).length;return t>0?`\u2026 ${t.toLocaleString(`en`)} more characters`:``}function J(e){return(A(e).match(/"(?:[^"\\]|\\.)*"?(?:\s*:)?|[^"]+/gs)??[]).flatMap(e=>e.endsWith(`:`)&&e.startsWith(`"`)?[R`<span class="n">${e.slice(0,-1)}</span>:`]:e.startsWith(`"`)?[R`<span class="s">${e}</span>`]:(e.match(/-?\d[\d.eE+-]*|true|false|null|[^\dtfn-]+|./gs)??[]).map(e=>/^-?\d/.test(e)?R`<span class="d">${e}</span>`:/^(?:true|false|null)$/.test(e)?R`<span class="k">${e}</span>`:R`${e}`))}function Wa(e){if(/^[1-9]\d{9}$/.test(e))return new Date(Number(e)*1e3).toLocaleString(`en`,{dateStyle:`long`,timeStyle:`short`,timeZone:`UTC`})}function Ga(e,t){let{about:n,answer:r}=e;if(!n)return B;let i={description:n.description,bareRoot:r?.bareRoot},a=Na(t,i);return R`<p class="reason">${La(Ma(t,i))}</p>
    ${a.map(e=>R`<p class="reason also">Also: ${La(e)}</p>`)}`}function Ka(e,t,n,r){let i=qa(e,n),a=1+(n.also?.length??0),o=a>1&&i.length>0;return R`<div class="offers">
    ${o?R`<button
          type="button"
          class="fix primary"
          @click=${()=>{t.focusNext(r),t.mend(n)}}
        >
          ${a===2?`Fix both`:`Fix all ${a}`}
        </button>`:B}
    ${i.map(({label:e,change:n},i)=>R`<button
        type="button"
        class="fix ${i===0&&!o?`primary`:``}"
        @click=${()=>{t.focusNext(r),t.follow(n)}}
      >
        ${A(e)}
      </button>`)}
    ${Ja(e,n)}
  </div>`}function qa(e,t){let{config:n,session:r,about:i,answer:a,good:o,stale:s}=e;return!i||s?[]:Bi(t,{config:n,session:r,bareRoot:a?.bareRoot,decisions:o?.reading.decisions??[],description:i.description})}function Ja({about:e},t){let{rules:n=[],reasons:r=[]}=e?.description??{},i=(t.also??[]).flatMap(e=>r.find(({code:t})=>t===e)?.rule??[]);return R`<details class="why">
    <summary>Why?</summary>
    <ul>
      ${[t.rule,...i].map(e=>R`<li class="rule">
          <span class="pill">${e}</span><span class="visually-hidden">: </span>
          ${n.find(({code:t})=>t===e)?.says}
        </li>`)}
      <li class="hint">${A(t.hint)}</li>
    </ul>
  </details>`}var Ya={access_token:`Access token`,id_token:`ID token`,saml:`SAML attributes`};function Xa(e,t){let{configView:n,about:r,config:i}=e,a=r&&i?We(i,r.description):void 0,o=i?.string([`name`]);return R`
    <section class="panel" part="panel config" aria-label="Config">
      <header>
        <h2 id="config-title">Mappings${o?R` of ${A(o)}`:B}</h2>
        ${a&&R`<span class="pill ${a.used>a.limit?`bad`:``}" part="counter">
            ${a.used} of ${a.limit}<span class="visually-hidden"> mappings</span>
          </span>`}
        <span class="status">${Za(e)}</span>
        <div class="toolbar" part="toolbar">
          <div class="segments" role="group" aria-label="Show the config as">
            ${[`table`,`json`].map(e=>R`<button
                type="button"
                aria-pressed=${n===e?`true`:`false`}
                @click=${()=>t.showConfigAs(e)}
              >
                ${e===`table`?`Table`:`JSON`}
              </button>`)}
          </div>
          ${$a(e,t)}
          <slot name="actions"></slot>
        </div>
      </header>
      <div class="body">${n===`table`?no(e,t):to(e,t)}</div>
    </section>
  `}function Za({answer:e,config:t,state:n,draft:r}){let i=e?.validation.problems??[],a=r&&t?i.filter(({path:e})=>!Qa(r,t,e)):i,o=t&&k(t).every(({rows:e})=>e.length===0);return R`${e?a.length?R`<span class="pill bad">${za(a.length,`problem`)}</span>`:o?R`<span class="pill odd">Nothing is mapped</span>`:r&&i.length?B:R`<span class="pill good">Valid config</span>`:B}${n.saved===n.config?B:R`<span class="pill">Not saved</span>`}`}function Qa(e,t,n){let r=k(t).find(({id:t})=>t===e.group)?.rows[e.index]?.place;return r!==void 0&&(n===r||n?.startsWith(`${r}/`)===!0)}function $a(e,t){let{state:n,answer:r,canUndo:i,canRedo:a,canSave:o,draft:s}=e,c=n.saved!==n.config,l=(e,t,n,r=``)=>R`<button
    type="button"
    class=${r}
    aria-disabled=${t?`false`:`true`}
    @click=${()=>t&&n()}
  >
    ${e}
  </button>`;return R`${l(`Undo`,i,()=>t.undo())}
  ${l(`Redo`,a,()=>t.redo())}
  ${l(`Revert`,c,()=>t.edit({config:n.saved}))}
  ${o?l(`Save`,c&&(r?.validation.valid===!0||s!==void 0),()=>t.save(),`primary`):B}`}function eo(e){let{problems:t=[],warnings:n=[]}=e.answer?.validation??{};return[...t.map(e=>({severity:`error`,place:e})),...n.map(e=>({severity:`warning`,place:e}))]}function to(e,t){let{config:n,state:r}=e;return R`
    <claims-editor
      id="config-editor"
      .label=${`Config as JSON`}
      .value=${r.config}
      .problems=${eo(e).map(({severity:e,place:t})=>ra(r.config,n,t,e))}
      .complete=${(t,n)=>xa(t,n,uo(e,!1))}
      @edit=${e=>t.edit({config:e.detail.value},`config`)}
    ></claims-editor>
  `}function no(e,t){let{config:n}=e,r=eo(e);if(!n){let n=oa(e.answer?.edited,`invalid_config`);return R`
      <div class="notes">
        ${q(`bad`,R`The config cannot be shown as a table.
          ${n[0]?.message??`It is too long for it.`}
            <button class="link" type="button" @click=${()=>n[0]?t.reveal(`config`,n[0]):t.showConfigAs(`json`)}>
              Show it in the JSON
            </button>`)}
      </div>
    `}let i=k(n).filter(({id:t,rows:n})=>t!==`saml`||n.length>0||e.good?.reading.attributes),a=new Set;for(let{rows:e}of i)for(let t of e)a.add(t.place).add(t.namePlace).add(t.expressionPlace);let o=r.filter(({place:e})=>!ro(e,a));return R`
    ${i.map(n=>ao(e,t,n,r))}
    ${o.length?io(e,t,o):B}
  `}function ro({path:e},t){return e===void 0?!1:t.has(e)||t.has(e.slice(0,e.lastIndexOf(`/`)))}function io({state:e,config:t},n,r){return R`<ul class="notes" aria-label="Problems and warnings">
    ${r.map(({severity:r,place:i})=>R`<li>
        ${q(r===`error`?`bad`:`odd`,R`${i.message}
            <span class="where muted">
              ${i.code===`unread_mappings`?R`<button class="link" type="button" @click=${()=>n.take(e.config)}>
                    Read them as a config
                  </button>`:B}
              <button class="link" type="button" @click=${()=>n.reveal(`config`,i)}>
                Go to ${aa(e.config,t,i)}
              </button>
            </span>`)}
      </li>`)}
  </ul>`}function ao(e,t,n,r){let i=Ya[n.id],a=n.id===`saml`,{effective:o}=e;return R`
    <div class="group" role="group" aria-label="${i} mappings">
      ${n.rows.length||n.broken?R`<header>
            <h3>${i}</h3>
            ${n.id===`access_token`&&o?R`<span class="pill odd">Not used for this audience: those of ${A(o.name)} are</span>`:B}
          </header>`:B}
      ${n.broken?q(`bad`,`Something other than a list stands where the mappings of ${Da[n.id]} belong.`):R`
            <div class="rows" data-group=${n.id}>
              ${n.rows.length?R`<div class="row head" aria-hidden="true">
                    <span></span><span>${a?`Attribute`:`Claim`}</span>
                    <span>${a?`Path into the user`:`Expression`}</span><span>Value here</span><span></span>
                  </div>`:B}
              ${n.rows.map((i,a)=>so(e,t,n,i,a,r))}
            </div>
            <button
              type="button"
              class=${n.rows.length?``:`link`}
              data-add=${n.id}
              @click=${()=>t.addRow(n)}
            >
              + Add ${a?`an attribute`:`a mapping`}${n.rows.length?B:R` to the ${i}: nothing is mapped`}
            </button>
          `}
    </div>
  `}var oo={in:[`✓`,`in the token`],missing:[`✗`,`missing`],broken:[`!`,`broken`],draft:[`…`,`new`],unused:[`–`,`not used for this audience`],unknown:[`·`,``]};function so(e,t,n,r,i,a){let{config:o,drag:s,mark:c,unfolded:l,about:u}=e,d=n.rows.length-1,f=A(r.name)||`row ${i+1}`,p=n.id===`saml`,m=a.filter(({place:{path:e}})=>e===r.place||e?.startsWith(`${r.place}/`)),h=Sa(e,n.id,r,i),{state:g,decision:_}=h,v=p?[r.expressionPlace]:[r.namePlace,r.expressionPlace],ee=e=>g===`draft`?[]:m.filter(({severity:t,place:n})=>t===`error`&&n.path===e).map(({place:e})=>({severity:`error`,text:e.message})),y=m.filter(({severity:e})=>e===`error`),te=g===`draft`?[]:y.filter(({place:{path:e=``}})=>!v.includes(e)),b=y.find(({place:e})=>e.suggestion!==void 0)?.place.suggestion,x=m.filter(({severity:e})=>e===`warning`),S=`lint ${r.place}`,C=(e,r)=>{e!==void 0&&t.edit({config:e},`${n.id} ${i} ${r}`)},w=s?.group===n.id?s:void 0,ne=w&&w.to===i&&w.to!==w.from,re=c?.token===n.id&&c.claim===r.name,[T,ie]=oo[g],ae=`[data-group="${n.id}"] [data-row="${i}"] .expression input`;return R`
    <div
      class="row ${g} ${re?`marked`:``} ${w?.from===i?`dragged`:``} ${ne?`target`:``} ${ne&&w.to>w.from?`below`:``}"
      role="group"
      aria-label="Mapping ${i+1}: ${f}"
      data-row=${i}
      data-token=${n.id}
      data-claim=${r.name}
      @focusout=${e=>{let n=e.relatedTarget instanceof Node&&e.currentTarget.contains(e.relatedTarget);g===`draft`&&!n&&t.leaveDraft()}}
    >
      <span class="sign ${g}" title=${ie}
        ><span aria-hidden="true">${T}</span><span class="visually-hidden">${ie}</span></span
      >
      <claims-field
        class="name"
        .label=${p?`Attribute name`:`Claim name`}
        .placeholder=${p?`attribute`:`https://shop.example/country`}
        .value=${r.name}
        .messages=${p?[]:ee(r.namePlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        @edit=${e=>C(o&&Xe(o,n,i,e.detail.value),`name`)}
      ></claims-field>
      <claims-field
        class="expression"
        .label=${p?`Path into the user`:`Expression`}
        .placeholder=${p?`app_metadata.tier`:`anonymous_session.metadata.country`}
        .value=${r.expression}
        .messages=${ee(r.expressionPlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        .dimmed=${p||!u?0:co(r.expression,u.description.expressions)}
        .suggest=${fo(e,p)}
        @edit=${e=>C(o&&Ze(o,n,i,e.detail.value),`expression`)}
      ></claims-field>
      <span class="here" part="value" title=${A(h.value?.slice(0,400)??ie)}>
        ${h.value===void 0?ie:J(h.value.slice(0,100))}
      </span>
      <div class="tools">
        ${x.length?R`<button
              type="button"
              class="plain lint"
              aria-label="${za(x.length,`remark`)} on ${f}"
              aria-expanded=${l.has(S)?`true`:`false`}
              @click=${()=>t.fold(S)}
            ></button>`:R`<span></span>`}
        <button
          type="button"
          class="plain handle"
          aria-label="Move ${f}"
          title="Drag, or press the arrow keys, to move this row"
          @pointerdown=${e=>t.startDrag(e,n,i)}
          @keydown=${e=>{let r=e.key===`ArrowUp`?-1:+(e.key===`ArrowDown`);r!==0&&(e.preventDefault(),t.moveRow(n,i,i+r))}}
        >
          ⠿
        </button>
        <button type="button" class="plain" data-tool="up" aria-label="Move ${f} up"
          ?disabled=${i===0} @click=${()=>t.moveRow(n,i,i-1)}>↑</button>
        <button type="button" class="plain" data-tool="down" aria-label="Move ${f} down"
          ?disabled=${i===d} @click=${()=>t.moveRow(n,i,i+1)}>↓</button>
        <button type="button" class="plain" data-tool="remove" aria-label="Remove ${f}"
          @click=${()=>t.removeRow(n,i)}>✕</button>
      </div>
      ${g===`missing`&&_?.verdict===`ignored`?R`<div class="whole mending">
            ${Ga(e,_)} ${Ka(e,t,_,ae)}
          </div>`:B}
      ${te.map(({place:e})=>R`<div class="whole">${q(`bad`,e.message)}</div>`)}
      ${b!==void 0&&g===`broken`?R`<div class="whole offers">
            <button
              type="button"
              class="fix"
              @click=${()=>{t.focusNext(ae),o&&t.follow({config:Ze(o,n,i,b)})}}
            >
              Use ${A(b)}
            </button>
          </div>`:B}
      ${l.has(S)?x.map(({place:e})=>R`<p class="whole hint">${e.message}</p>`):B}
    </div>
  `}function co(e,{roots:t,separator:n}){let r=t.find(t=>e.startsWith(t+n));return r===void 0?0:r.length+n.length}var lo;function uo({session:e,about:t,answer:n},r){if(!e||!t||!n)return[];let{bareRoot:i}=n;if(lo?.session!==e||lo.bareRoot!==i||lo.attributes!==r){let n=t.description.expressions;lo={session:e,bareRoot:i,attributes:r,list:r?Mi(e,n):ki(e,i,n)}}return lo.list}function fo(e,t){return n=>Pi(uo(e,t),n)}function po(e){return R`
    <div class="paste" part="paste">
      <textarea
        rows="1"
        data-own-undo
        aria-label="Paste or drop anything"
        placeholder="Paste or drop anything: a token, a session, a user profile, an Action’s event, an exported application"
        spellcheck="false"
        @keydown=${t=>{let n=t.currentTarget;t.key!==`Enter`||t.shiftKey||t.isComposing||(t.preventDefault(),e.take(n.value),n.value=``)}}
      ></textarea>
      <label class="file">
        Import a file…
        <input type="file" class="visually-hidden" @change=${async t=>{let n=t.currentTarget,[r]=n.files??[];r&&e.takeFile(r),n.value=``}} />
      </label>
    </div>
  `}function mo({notice:e,canUndo:t},n){if(!e)return B;let{text:r,mood:i,undo:a,choices:o}=e;return R`<div class="note ${i===`bad`?`bad`:``} notice" part="notice">
    <span>${A(r)}</span>
    ${a&&t?R`<button type="button" class="link" @click=${()=>n.undo()}>Undo</button>`:B}
    <button type="button" class="plain" aria-label="Dismiss" @click=${()=>n.dismiss()}>✕</button>
    ${o?R`<ul class="choices" aria-label="Which one?">
          ${o.map(e=>R`<li>
              <button type="button" @click=${()=>n.choose(e)}>${A(e.label)}</button>
            </li>`)}
        </ul>`:B}
  </div>`}function ho(e,t){return R`<details class="menu" @focusout=${_o} @keydown=${vo}>
    <summary>${e}</summary>
    <div>
      ${t.map(({label:e,disabled:t=!1,choose:n})=>R`<button
          type="button"
          ?disabled=${t}
          @click=${e=>{go(e.currentTarget.closest(`details`)),n()}}
        >
          ${e}
        </button>`)}
    </div>
  </details>`}function go(e){e&&(e.querySelector(`summary`)?.focus(),e.open=!1)}function _o(e){let t=e.currentTarget;e.relatedTarget instanceof Node&&t.contains(e.relatedTarget)||(t.open=!1)}function vo(e){let t=e.currentTarget;e.key===`Escape`&&t.open&&go(t)}var yo=[`tenant`,`domain`],Y=[`tenant`,`custom_domains`],X=[`tenant`,`migrations`,`custom_claims_must_be_namespaced`];function bo(e,t){let{state:n,config:r,answer:i}=e,a=zi(r?.string(yo)||`tenant.us.auth0.com`),o=oa(i?.edited,`invalid_audience`);return R`<div class="audience">
    ${To(t,`Audience`,`https://api.shop.example`,{list:n.audience,least:1,replace:(e,r,i)=>t.edit({audience:n.audience.with(e,r)},i),remove:e=>t.edit({audience:n.audience.toSpliced(e,1)}),add:()=>t.edit({audience:[...n.audience,``]})})}
    ${ho(`Choose an audience`,a.map(({label:e,audience:n})=>({label:e,choose:()=>t.edit({audience:n})})))}
    ${o.map(({message:e})=>q(`bad`,e))}
  </div>`}function xo(e,t){let{config:n}=e,r=n?.string(yo)??``,i=[yo,Y,X].every(e=>n?.canSet(e));return R`
    <section class="panel" part="panel request" aria-label="Tenant">
      <header><h2 id="request-title">Tenant</h2></header>
      <div class="body">
        <fieldset ?disabled=${!i}>
          <legend class="visually-hidden">Tenant</legend>
          <div class="fields">${So(e,t,r)}</div>
        </fieldset>
        ${i?B:q(``,`The tenant can be edited here once the config and its tenant are objects.`)}
      </div>
    </section>
  `}function So(e,t,n){let{config:r}=e,i=Co(e,yo),a=(e,n,i)=>{r?.canSet(e)&&t.edit({config:r.set(e,n)},i)};return R`
    <div class="field">
      <label for="domain">Tenant domain</label>
      <input
        id="domain"
        type="text"
        class="mono"
        placeholder="tenant.us.auth0.com"
        aria-invalid=${i?`true`:B}
        aria-describedby=${i?`domain-problem`:B}
        .value=${ii(n)}
        @input=${e=>a(yo,e.target.value||void 0,`domain`)}
      />
      ${i?R`<div id="domain-problem">${q(`bad`,i)}</div>`:B}
    </div>
    ${r?To(t,`Custom domain`,`login.shop.example`,wo(r,e,t)):B}
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${ii(r?.value(X)===!0)}
        @change=${e=>a(X,e.target.checked)}
      />
      <span>
        Legacy mode<br />
        <span class="muted">Custom claims must be namespaced</span>
      </span>
    </label>
  `}function Co({answer:e},t){let n=t.map(e=>`/${e}`).join(``);return e?.validation?.problems.find(e=>e.path===n)?.message}function wo(e,t,n){let r=e.node(Y),i=r?.type===`array`?r.children??[]:[];return{list:i.map(t=>t.type===`string`?String(t.value):e.raw(t)),least:0,problem:Co(t,Y),problems:i.map((e,n)=>Co(t,[...Y,n])),replace:(t,r,i)=>n.edit({config:e.set([...Y,t],r)},i),remove:t=>{let a=i.length>1?i[t]:r;a&&n.edit({config:e.remove(a)})},...(!r||r.type===`array`)&&{add:()=>n.edit({config:e.append(Y,``)})}}}function To(e,t,n,{list:r,least:i,problem:a,problems:o=[],replace:s,remove:c,add:l}){let u=`problem-${t.toLowerCase().replaceAll(` `,`-`)}`,d=e=>e<0?`[data-list="${t}"] .link`:`[data-list="${t}"] li:nth-child(${e+1}) input`;return R`
    <fieldset>
      <legend>${t}</legend>
      <ul class="list" data-list=${t}>
        ${r.map((a,l)=>R`<li>
            <input
              type="text"
              class="mono"
              aria-label="${t} ${l+1}"
              aria-invalid=${o[l]?`true`:B}
              aria-describedby=${o[l]?`${u}-${l}`:B}
              placeholder=${n}
              .value=${ii(a)}
              @input=${e=>s(l,e.target.value,`${t} ${l}`)}
            />
            ${r.length>i?R`<button
                  type="button"
                  class="plain"
                  aria-label="Remove ${t.toLowerCase()} ${l+1}"
                  @click=${()=>{e.focusNext(d(Math.min(l,r.length-2))),c(l)}}
                >
                  ✕
                </button>`:B}
            ${o[l]?R`<div id="${u}-${l}" class="wide">${q(`bad`,o[l])}</div>`:B}
          </li>`)}
        <li>
          <button class="link" type="button" ?disabled=${!l} @click=${()=>{e.focusNext(d(r.length)),l?.()}}>
            + Add ${r.length?`another`:`one`}<span class="visually-hidden"> ${t.toLowerCase()}</span>
          </button>
        </li>
      </ul>
      ${a?q(`bad`,a):B}
    </fieldset>
  `}function Eo({answer:e}){let t=e&&Jr(e.saved,e.edited);return Array.isArray(t)?t.length:0}function Do(e){let{answer:t,config:n}=e;if(!t)return B;let r=n?.value(X)===!0;return R`
    <div class="changes" part="changes">
      <h3>The edited config against the saved one</h3>
      ${e.state.saved===e.state.config?R`<p class="muted">The config is as it was saved.</p>`:Oo(Jr(t.saved,t.edited),`The edits change no token.`)}
    </div>
    ${t.otherMode?R`<div class="changes">
          <h3>${r?`After the migration from legacy mode`:`If the tenant were in legacy mode`}</h3>
          ${Oo(Jr(t.edited,t.otherMode),`It would change no token.`)}
        </div>`:B}
    ${t.edited.reading?.logs.length?R`<details>
          <summary>Entry in the tenant's log</summary>
          <pre class="payload" tabindex="0" role="region" aria-label="Log entry">${t.edited.reading.logs.map(e=>A(JSON.stringify(e,null,2)))}</pre>
        </details>`:B}
  `}function Oo(e,t){return typeof e==`string`?q(`bad`,e):e.length===0?R`<p class="muted">${t}</p>`:R`
    <p class="muted">${za(e.length,`claim`)} would differ.</p>
    <ul class="changes">
      ${e.map(ko)}
    </ul>
  `}function ko({token:e,claim:t,before:n,after:r}){let[i,a,o]=n===void 0?[`added`,`+`,`added to`]:r===void 0?[`removed`,`−`,`removed from`]:[`changed`,`~`,`changed in`];return R`
    <li class="change ${i}">
      <span class="sign" aria-hidden="true">${a}</span>
      <span><code>${A(t)}</code> <span class="muted">${o} ${Da[e]}</span></span>
      <span class="values mono">
        ${n===void 0?B:R`<del>${J(Va(n))}</del>`}
        ${n!==void 0&&r!==void 0?` → `:B}
        ${r===void 0?B:R`<ins>${J(Va(r))}</ins>`}
      </span>
    </li>
  `}function Ao(e,t){let{real:n}=e;return R`
    <div class="real" part="real">
      <label for="real-token">
        A token that was really issued. It is decoded in this browser, kept nowhere and in no link.
      </label>
      <textarea
        id="real-token"
        class="mono"
        data-own-undo
        rows="4"
        spellcheck="false"
        autocomplete="off"
        placeholder="eyJhbGciOi…"
        @input=${e=>t.check(e.target.value)}
      ></textarea>
      <div class="verdict">${n?jo(e):B}</div>
    </div>
  `}function jo(e){let{real:t,good:n,config:r}=e;if(!t||!n)return B;let i=tr(t,r?.string([`client_id`])),a=$n(t,i,n.reading),o=e=>a.filter(t=>t.is===e).length,s=a.length-o(`unmapped`),c=s-o(`same`)-o(`missing`);return R`
    <h2 class="headline">
      ${c===0?`This token is what ${Da[i]} of this preview is`:`${c} of ${s} claims are not what ${Da[i]} of this preview has`}
    </h2>
    <p class="muted">${Mo(e)}</p>
    <table class="compared">
      <caption class="visually-hidden">The token claim by claim</caption>
      <thead>
        <tr><th></th><th>Claim</th><th>In the token</th><th>In the preview</th></tr>
      </thead>
      <tbody>
        ${a.map(t=>Po(e,t))}
      </tbody>
    </table>
  `}function Mo({real:e}){let[t,n]=[`iat`,`exp`].map(t=>{let n=e?.payload.node([t]);return n&&e?Wa(e.payload.raw(n)):void 0});return[...[t&&`Issued ${t} UTC`,n&&`expires ${n} UTC`].filter(Boolean),`its signature was not verified.`].join(`, `)}var No={same:[`✓`,`in both`,`good`],other:[`~`,`another value`,`odd`],"not there":[`✗`,`in the preview only`,`bad`],missing:[`–`,`in neither`,``],surplus:[`!`,`in the token only`,`bad`],unmapped:[`·`,`not from a mapping`,``]};function Po(e,t){let[n,r,i]=No[t.is],a=e=>R`<span class="mono">${J(Va(e))}</span>`;return R`<tr class=${t.is===`unmapped`?`standard`:`custom`} data-is=${t.is}>
    <td><span class="sign ${i}" aria-hidden="true">${n}</span></td>
    <td><code>${A(t.claim)}</code><br /><span class="muted">${r}</span></td>
    <td>${`value`in t?a(t.value):`–`}</td>
    <td>
      ${t.is===`same`?`the same`:`preview`in t?a(t.preview):`decision`in t?Ga(e,t.decision):`–`}
    </td>
  </tr>`}var Fo=(e,t)=>{let n=e._$AN;if(n===void 0)return!1;for(let e of n)e._$AO?.(t,!1),Fo(e,t);return!0},Io=e=>{let t,n;do{if((t=e._$AM)===void 0)break;n=t._$AN,n.delete(e),e=t}while(n?.size===0)},Lo=e=>{for(let t;t=e._$AM;e=t){let n=t._$AN;if(n===void 0)t._$AN=n=new Set;else if(n.has(e))break;n.add(e),Bo(t)}};function Ro(e){this._$AN===void 0?this._$AM=e:(Io(this),this._$AM=e,Lo(this))}function zo(e,t=!1,n=0){let r=this._$AH,i=this._$AN;if(i!==void 0&&i.size!==0){if(t){if(Array.isArray(r))for(let e=n;e<r.length;e++)Fo(r[e],!1),Io(r[e]);else r!=null&&(Fo(r,!1),Io(r))}else Fo(this,e)}}var Bo=e=>{e.type==G.CHILD&&(e._$AP??=zo,e._$AQ??=Ro)},Vo=class extends $r{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,t,n){super._$AT(e,t,n),Lo(this),this.isConnected=e._$AU}_$AO(e,t=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),t&&(Fo(this,e),Io(this))}setValue(e){if(ti(this._$Ct))this._$Ct._$AI(e,this);else{let t=[...this._$Ct._$AH];t[this._$Ci]=e,this._$Ct._$AI(t,this,0)}}disconnected(){}reconnected(){}},Ho=new WeakMap,Uo=Qr(class extends Vo{render(e){return B}update(e,[t]){let n=t!==this.G;return n&&this.rt(void 0),(n||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),B}rt(e){if(this.G!==void 0){if(this.isConnected||(e=void 0),typeof this.G==`function`){let t=this.ht??globalThis,n=Ho.get(t);n===void 0&&(n=new WeakMap,Ho.set(t,n)),n.get(this.G)!==void 0&&this.G.call(this.ht,void 0),n.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}}get lt(){return typeof this.G==`function`?Ho.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}}),Wo=6;function Go({payload:e,decisions:t,warnings:n},r,i,a){let o=e[r];if(!o||!i)return B;let{payload_warning_bytes:s,payload_serious_warning_bytes:c}=i.description.limits,l=t.filter(e=>e.token===r&&e.verdict===`added`&&e.source!==`system`),u=o.bytes>o.limit?`bad`:o.bytes>s?`odd`:``,d=r===`saml`?`attributes`:`custom claims`;return R`
    <div class="sizes" part="sizes">
      <p class="sum">${Ko(o.bytes,l.map(({bytes:e})=>e),d)}${a===void 0?B:`; about ${Ra(a)} as sent`}</p>
      ${qo(o,[s,c],u)}
      ${n.filter(e=>e.token===r).map(({message:e})=>q(`odd`,e))}
    </div>
  `}function Ko(e,t,n){let r=`${e.toLocaleString(`en`)} bytes of ${n}`;if(t.length===0)return r;let i=t.reduce((e,t)=>e+t,0);return`${r} = ${t.length>Wo?`${i.toLocaleString(`en`)} of ${t.length} ${n}`:t.map(e=>e.toLocaleString(`en`)).join(` + `)} + ${(e-i).toLocaleString(`en`)} of punctuation`}function qo({bytes:e,limit:t},n,r){let i=e=>`${Math.min(100,100*Math.log1p(e/64)/Math.log1p(t/64))}%`;return R`
    <div
      class="gauge"
      role="meter"
      aria-label="Size of the custom claims"
      aria-valuemin="0"
      aria-valuemax=${t}
      aria-valuenow=${Math.min(e,t)}
      aria-valuetext="${Ra(e)} of ${Ra(t)}"
    >
      <div class="bar"><i class=${r} ${Jo(`width`,i(e))}></i></div>
      ${[...n,t].map(e=>R`<div
          class="mark ${e===t?`last`:``}"
          ${Jo(`inset-inline-start`,i(e))}
        >
          <span>${Ra(e)}${e===t?R`<span class="more">: no token</span>`:B}</span>
        </div>`)}
    </div>
  `}function Jo(e,t){return Uo(n=>n?.style.setProperty(e,t))}function Yo(e,{config:t,session:n,audience:r,bareRoot:i},{profile_claims:a}){let o=i===void 0?[`anonymous_session`]:[],s=n?.node([`user`])?.type===`object`?[`user`,`user_id`]:[...o,`user_id`],c=Date.parse(n?.string([...o,`created_at`])??``),l=Math.floor((Number.isNaN(c)?Date.UTC(2026,0,1):c)/1e3),u=i===void 0?n?.string([`scope`]):void 0,d=new Set(u?.split(` `)),f=t?.string([`client_id`])??`client_id`,p=[],m=(e,t)=>{t!==void 0&&p.push({name:e,text:JSON.stringify(t)})},h=(e,t)=>{let r=n?.node(t);n&&r&&p.push({name:e,text:n.raw(r)})},g=()=>{for(let[e,t]of Object.entries(a))if(d.has(e))for(let e of t)h(e,[`user`,e])};return e===`userinfo`?(h(`sub`,s),g(),p):(m(`iss`,`https://${t?.string([`tenant`,`domain`])||`tenant.example`}/`),h(`sub`,s),m(`aud`,e===`id_token`?f:r.length===1?r[0]:r),m(`iat`,l),m(`exp`,l+86400),e===`id_token`?g():(m(`azp`,f),m(`scope`,u)),p)}function Xo(e,t,n,r){let i=e.issued&&`token`in e.issued&&r===`access_token`?e.issued:void 0,[a=``,o=``,s=``]=i?i.token.split(`.`):[Qo(ss),Qo(as(n)),`·`.repeat(ls)],c=a.length+o.length+s.length+2;return R`
    ${Zo(e,t,r)}
    <pre class="payload jwt" part="jwt" tabindex="0" role="region" aria-label="JWT"><span
        ><span class="header">${a}</span>.<span class="claims">${o}</span>.<span class="signature">${s}</span></span
      ></pre>
    <p class="muted">
      ${i?`Issued by this server`:`The payload as the issuer encodes it; header and signature are the issuer’s own`}:
      <span class="header">header ${a.length}</span> +
      <span class="claims">payload ${o.length}</span> +
      <span class="signature">signature ${s.length}</span> + 2 dots =
      ${c.toLocaleString(`en`)} characters, ${Ra(c)} as sent.
    </p>
  `}function Zo(e,t,n){let{issued:r,canIssue:i}=e;return!i||n!==`access_token`?B:R`<div class="offers">
      <button type="button" class="primary" @click=${()=>t.issue()}>Issue this token</button>
      ${r&&`token`in r?R`<button type="button" @click=${()=>t.copy(`token`,r.token)}>
                Copy the token
              </button>
              <button type="button" @click=${()=>t.copy(`curl command`,r.command)}>
                Copy as curl
              </button>`:B}
    </div>
    ${r&&`trouble`in r?q(`bad`,r.trouble):B}`}function Qo(e){let t=``;for(let n of new TextEncoder().encode(e))t+=String.fromCharCode(n);return btoa(t).replaceAll(`+`,`-`).replaceAll(`/`,`_`).replace(/=+$/,``)}var $o={claims:`Claims`,json:`JSON`,jwt:`JWT`},es=90;function ts(e,t,n,r){let i=r===`access_token`||r===`id_token`?[`claims`,`json`,`jwt`]:[`claims`,`json`],a=i.includes(e.tokenView)?e.tokenView:`claims`,o=r===`saml`?`XML`:$o.json;return R`
    <div class="token-head">
      <div class="segments" role="group" aria-label="Show the token as">
        ${i.map(e=>R`<button
            type="button"
            aria-pressed=${a===e?`true`:`false`}
            @click=${()=>t.showTokenAs(e)}
          >
            ${e===`json`?o:r===`saml`?`Attributes`:$o[e]}
          </button>`)}
      </div>
      ${ns(e,t,r)}
    </div>
    <div class="token ${e.stale?`stale`:``}">
      ${r===`saml`?a===`json`?_s(n.reading.statement??``):gs(e,n.reading.attributes??[]):a===`claims`?fs(e,t,n,r):a===`json`?us(rs(e,n,r)):r===`userinfo`?B:Xo(e,t,rs(e,n,r),r)}
    </div>
    ${r===`userinfo`?B:Go(n.reading,r,e.about,os(e,n,r))}
  `}function ns(e,t,n){let{config:r,answer:i,state:a,good:o,copied:s}=e,c=n===`saml`,l=()=>o&&(c?o.reading.statement??``:as(rs(e,o,n))),u=[{label:c?`Statement (XML)`:`Payload (JSON)`,disabled:!o,choose:()=>t.copy(c?`statement`:`payload`,l()??``)},{label:`PATCH request (curl)`,disabled:!r||!rr(r),choose:()=>r&&t.copy(`PATCH request`,ir(r))},{label:`Config`,choose:()=>t.copy(`config`,a.config)},{label:`Vector for claimsmith test`,disabled:!i||!e.current,choose:()=>i&&t.copy(`vector`,or({...a,config:i.config},i.edited))}];return R`<span class="copying">
    ${s===void 0?B:R`<span class="pill good">Copied: ${s}</span>`}
    ${ho(`Copy as`,u)}
  </span>`}function rs({about:e},{reading:t,inputs:n},r){let i=t.tokens[r]??[],a=new Set(i.map(({name:e})=>e));return[...(e?is(r,n,e).filter(({name:e})=>!a.has(e)):[]).map(e=>({claim:e,of:`standard`})),...i.map(e=>({claim:e,of:`custom`}))]}var is=(e,t,n)=>Yo(e,t,n.description);function as(e){return`{${e.map(({claim:{name:e,text:t}})=>`${JSON.stringify(e)}:${t}`).join(`,`)}}`}function os(e,t,n){if(n!==`access_token`&&n!==`id_token`)return;let r=new TextEncoder().encode(as(rs(e,t,n))).length;return cs+Math.ceil(r*4/3)+ls+2}var ss=`{"alg":"RS256","typ":"JWT","kid":"the-issuers-own-key-00"}`,cs=Math.ceil(ss.length*4/3),ls=342;function us(e){return R`
    <pre class="payload" part="payload" tabindex="0" role="region" aria-label="Payload"><span>{</span>${e.flatMap(({claim:t,of:n},r)=>ds(t,r<e.length-1).map(e=>R`<span class=${n}>${e}</span>`))}<span>}</span></pre>
  `}function ds({name:e,text:t},n){let[r=``,...i]=Re(Ha(t)),a=[`  ${JSON.stringify(e)}: ${r}`,...i.map(e=>`  ${e}`)];return a.push(a.pop()+Ua(t)),a.map((e,t)=>J(n&&t===a.length-1?`${e},`:e))}function fs(e,t,n,r){let i=rs(e,n,r),a=i.filter(({of:e})=>e===`standard`),o=i.filter(({of:e})=>e===`custom`),s=e.unfolded.has(`standard ${r}`);return R`
    <table class="claims" part="claims">
      <caption class="visually-hidden">The claims of the token</caption>
      <thead>
        <tr><th>Claim</th><th>Value</th><th>From</th><th class="number">Bytes</th></tr>
      </thead>
      <tbody>
        ${o.map(({claim:i})=>ps(e,t,n.reading,r,i))}
        ${a.length?R`<tr class="standard">
              <td colspan="2">
                <button
                  type="button"
                  class="fold"
                  aria-expanded=${s?`true`:`false`}
                  @click=${()=>t.fold(`standard ${r}`)}
                >
                  <span class="mono">${a.map(({claim:e})=>e.name).join(`, `)}</span>
                </button>
              </td>
              <td>the provider, as an example</td>
              <td class="number">–</td>
            </tr>`:B}
        ${s?a.map(({claim:{name:n,text:r}})=>R`<tr class="standard">
                  <td><code>${n}</code></td>
                  <td>${hs(e,t,`standard ${n}`,r)}</td>
                  <td>the provider</td>
                  <td class="number">–</td>
                </tr>`):B}
      </tbody>
    </table>
  `}function ps(e,t,n,r,{name:i,text:a}){let o=r===`userinfo`?`id_token`:r,s=n.decisions.filter(e=>e.token===o&&e.claim===i).findLast(({verdict:e})=>e===`added`);return R`<tr class="custom ${e.mark?.token===o&&e.mark.claim===i?`marked`:``}" data-token=${o} data-claim=${i}>
    <td><code>${A(i)}</code></td>
    <td>${hs(e,t,`${r} ${i}`,a)}</td>
    <td>${ms(e,o,i,s?.source)}</td>
    <td class="number">
      ${s&&s.source!==`system`?s.bytes.toLocaleString(`en`):`–`}
    </td>
  </tr>`}function ms({config:e,effective:t},n,r,i){if(i===`system`)return`the provider`;if(i===`action`)return`code`;if(n===`access_token`&&t)return A(t.name);let a=(e&&k(e).find(({id:e})=>e===n)?.rows)?.findIndex(e=>e.name===r)??-1;return a<0?`a mapping`:`mapping ${a+1}`}function hs(e,t,n,r){let i=e.unfolded.has(`value ${n}`),a=r.length>es,o=Wa(r),s=a&&!i?`${r.slice(0,es)}\u2026`:Va(r);return R`<span class="mono value"
      >${i?Re(s).map(e=>R`<span class="line">${J(e)}</span>`):J(s)}</span
    >
    ${o===void 0?B:R`<span class="muted">${o} UTC</span>`}
    ${a?R`<button
          type="button"
          class="link"
          aria-expanded=${i?`true`:`false`}
          @click=${()=>t.fold(`value ${n}`)}
        >
          ${i?`Less`:`All ${r.length.toLocaleString(`en`)} characters`}
        </button>`:B}`}function gs(e,t){return t.length===0?R`<p class="muted">The assertion has no attribute.</p>`:R`
    <table part="attributes">
      <thead>
        <tr><th>Attribute</th><th>Type</th><th>Values</th></tr>
      </thead>
      <tbody>
        ${t.map(({name:t,format:n,type:r,values:i})=>R`<tr
            class=${e.mark?.token===`saml`&&e.mark.claim===t?`marked`:``}
            data-token="saml"
            data-claim=${t}
          >
            <td>
              <code>${A(t)}</code><br />
              <span class="muted">${A(n)}</span>
            </td>
            <td><code>${A(r)}</code></td>
            <td>${i.map(e=>R`<div class="mono">${J(Va(e))}</div>`)}</td>
          </tr>`)}
      </tbody>
    </table>
  `}function _s(e){return R`<pre class="payload" tabindex="0" role="region" aria-label="Statement"><span>${A(Va(e))}</span></pre>`}var vs=new Map([[`invalid_config`,`config`],[`invalid_session`,`session`]]);function ys(e,t,n){let r=n===`real`||n===`changes`?`access_token`:n,{good:i}=e,a=i?Ea(i.reading,r):[];return R`
    <div class="verdict" part="verdict">
      ${Ss(e,t)}
      ${i?R`<h2 class="headline" part="headline">${Oa(i,r)}</h2>`:B}
      ${e.about?R`<p class="muted request">${bs(e,t,r)}</p>`:B}
      ${i?R`${xs(e,t)}
            ${a.length?R`<ul class="missing" part="missing">
                  ${a.map(n=>Cs(e,t,n))}
                </ul>`:B}`:B}
    </div>
  `}function bs(e,t,n){let{state:r,effective:i,about:a,good:o}=e,s=(o?.inputs.audience??r.audience).filter(e=>e!==``),c=a?.digest??``;return R`${n===`access_token`&&i?R`with the mappings of ${A(i.name)} · `:B}${s.length?R`for ${A(s.join(` and `))} · `:B}decided by ${c?R`<button
          type="button"
          class="link"
          part="module"
          aria-label="Copy the module's SHA-256: module ${c.slice(0,12)}"
          @click=${()=>t.copy(`SHA-256 of the module`,c)}
        >
          module ${c.slice(0,12)}${e.place===`page`?` on the page`:B}</button
        >, the issuer’s own`:R`<span part="module">module</span>`}`}function xs(e,t){let{good:n,config:r,state:i,draft:a}=e,o=(n?.without??[]).map(e=>({path:e,name:aa(i.config,r,{path:e,message:``,code:``})})),s=o.filter(({path:e})=>!a||!e.endsWith(`/${a.index}`)||o.length>1);return s.length===0?B:q(`bad`,R`Without ${s.map(({path:e,name:n},r)=>R`${r>0?`, `:B}<button
            type="button"
            class="link"
            @click=${()=>t.reveal(`config`,{path:e,message:``,code:``})}
          >
            ${n}</button
          >`)}, which ${s.length===1?`is`:`are`} broken. With ${s.length===1?`it`:`them`} no token is issued.`)}function Ss(e,t){let{answer:n,trouble:r,good:i,stale:a,state:o,config:s,session:c}=e,l=a&&i?R`<p><span class="pill odd" part="stale">Last good result</span></p>`:B;if(r!==void 0)return R`${q(`bad`,r)} ${l}`;if(!n)return R`<p class="muted">Loading the engine…</p>`;let{failure:u,reading:d}=n.edited,f=u??d.error;if(!f||n.rest)return B;let p=vs.get(f.code),m=e=>p===`session`?aa(o.session,c,e):aa(o.config,s,e);return R`
    ${q(`bad`,R`<strong>${f.message}</strong>
        <ul>
          ${u?.problems.map(e=>R`<li>
              ${e.message}
              ${p?R`<button
                    class="link"
                    type="button"
                    @click=${()=>t.reveal(p,e)}
                  >
                    Go to ${m(e)}
                  </button>`:B}
            </li>`)}
        </ul>`)}
    ${l}
  `}function Cs(e,t,n){let{claim:r,token:i,source:a,expression:o,path:s}=n;return R`
    <li class=${e.mark?.token===i&&e.mark?.claim===r?`marked`:``} data-token=${i} data-claim=${r}>
      <p class="name">
        <code>${A(r)}</code> is missing
        <span class="visually-hidden">
          from ${Da[i]??i},
          ${a===`action`?`set by code`:`mapped from ${A(o??s??``)}`}
        </span>
      </p>
      ${Ga(e,n)} ${Ka(e,t,n,`#result`)}
    </li>
  `}function ws({good:e},t){return e?Ea(e.reading,t).length:0}function Ts({answer:e,good:t}){let n=e?.rest?void 0:e?.edited.failure??e?.edited.reading?.error;if(n||!t)return n?.message??``;let r=Ea(t.reading,`access_token`).map(({claim:e})=>e),i=r.slice(0,3).join(`, `);return`${Oa(t,`access_token`)}.${r.length?` Missing: ${i}${r.length>3?` and ${za(r.length-3,`other`)}`:``}.`:``}`}var Es={access_token:`Access token`,id_token:`ID token`,userinfo:`Userinfo`,saml:`SAML`,real:`Check a real token`,changes:`Before and after`};function Ds({good:e,tab:t}){return As(e?.reading).includes(t)?t:`access_token`}function Os(e,t){let n=As(e.good?.reading),r=Ds(e),i=r!==`real`&&r!==`changes`;return R`
    <section class="panel result" part="panel result" aria-label="Result">
      <div class="tabs" role="tablist" aria-label="Tokens" part="tabs" @keydown=${Ms}>
        ${n.map(n=>js(e,t,n,n===r))}
      </div>
      <div class="body" role="tabpanel" id="result" aria-labelledby="tab-${r}" tabindex="-1">
        <slot name="result"></slot>
        ${i?e.narrow?B:ys(e,t,r):Ss(e,t)}
        ${ks(e)}
        ${r===`real`?Ao(e,t):r===`changes`?Do(e):e.good?ts(e,t,e.good,r):R`<div class="token-head">${ns(e,t,`access_token`)}</div>`}
      </div>
    </section>
  `}function ks({answer:e,about:t}){let{reading:n}=e?.edited??{};return n?.error?R`${Go(n,n.error.token,t)}`:B}function As(e){let t=[`access_token`];return e?.tokens.id_token&&t.push(`id_token`),e?.tokens.userinfo&&t.push(`userinfo`),e?.attributes&&t.push(`saml`),[...t,`real`,`changes`]}function js(e,t,n,r){let i=n===`changes`?Eo(e):n===`real`?0:ws(e,n);return R`<button
    type="button"
    role="tab"
    id="tab-${n}"
    class=${n===`real`?`apart`:``}
    aria-controls="result"
    aria-selected=${r?`true`:`false`}
    tabindex=${r?0:-1}
    @click=${()=>t.show(n)}
  >
    ${Es[n]}${i?R`<span class="pill ${n===`changes`?``:`odd`}"
          >${i}${n===`changes`?B:R`<span class="visually-hidden"> ${i===1?`claim`:`claims`} missing</span>`}</span
        >`:B}
  </button>`}function Ms(e){let t=[...e.currentTarget.querySelectorAll(`[role="tab"]`)],n=t.indexOf(e.target),r={ArrowRight:n+1,ArrowLeft:n-1,Home:0,End:t.length-1}[e.key];if(r===void 0)return;e.preventDefault();let i=t.at(r%t.length);i?.click(),i?.focus()}function Ns(e,t){let{state:n,answer:r,current:i}=e,a=n.scenarios??[],o=r?.validation.valid===!0&&i,s=()=>{let r={name:Ps(e),session:n.session,audience:n.audience};t.focusNext(`[data-scenario="${a.length}"] input`),t.edit({scenarios:[...a,r]})},c=a.length>0&&o;return R`
    <section class="panel scenarios" part="panel scenarios" aria-labelledby="scenarios-title">
      <header>
        <h2 id="scenarios-title">Scenarios</h2>
        <button type="button" @click=${s}>+ Keep this one</button>
        <button
          type="button"
          aria-disabled=${c?`false`:`true`}
          @click=${()=>c&&r&&t.download(`claims.vectors.json`,dr(r.config,a,r.scenarios))}
        >
          Download vectors
        </button>
      </header>
      ${a.length?Fs(e,t,a,r?.scenarios??[]):R`<p class="none muted">
            Keep this session and audience under a name, and see beside each other which claims each
            one gets. A file of vectors for <code>claimsmith test</code> can be dropped here.
          </p>`}
    </section>
  `}function Ps({state:e}){let t=new Set(e.scenarios?.map(({name:e})=>e)),n=(e.audience[0]||`no audience`).replace(/^https?:\/\//,``),r=n;for(let e=2;t.has(r);e++)r=`${n} ${e}`;return r}function Fs(e,t,n,r){let i=Is(r),a=new Set(i.map(({token:e})=>e)).size>1,o=(e,r,i)=>{let a=n[e];if(!a)return;let o=r?n.with(e,{...a,...r}):n.toSpliced(e,1);t.edit({scenarios:o},i)};return R`<div class="grid" tabindex="0" role="region" aria-label="Claims by scenario">
    <table>
      <thead>
        <tr>
          <th>Claim</th>
          ${n.map(({name:e,session:r,audience:i},a)=>R`<th data-scenario=${a}>
              <input
                type="text"
                aria-label="Name of scenario ${a+1}"
                .value=${e}
                @input=${e=>o(a,{name:e.target.value},`scenario ${a}`)}
              />
              <span class="tools">
                <button
                  type="button"
                  class="plain"
                  aria-label="Show ${e}"
                  title="Take this session and audience"
                  @click=${()=>t.edit({session:r,audience:i})}
                >
                  Show
                </button>
                <button
                  type="button"
                  class="plain"
                  aria-label="Remove ${e}"
                  @click=${()=>{t.focusNext(n.length>1?`[data-scenario="${Math.min(a,n.length-2)}"] button`:`.scenarios header button`),o(a,void 0)}}
                >
                  ✕
                </button>
              </span>
            </th>`)}
        </tr>
      </thead>
      <tbody>
        ${i.map(t=>R`<tr>
            <th scope="row">
              <code>${A(t.claim)}</code>
              ${a?R`<span class="muted">${t.token.replace(`_`,` `)}</span>`:B}
            </th>
            ${n.map((n,i)=>Ls(e,t,r[i]))}
          </tr>`)}
      </tbody>
    </table>
  </div>`}function Is(e){let t=new Map;for(let{edited:n,saved:r}of e)for(let{reading:e}of[n,r])for(let{token:n,claim:r,source:i}of e?.decisions??[])i!==`system`&&t.set(`${n} ${r}`,{token:n,claim:r});return[...t.values()]}function Ls(e,t,n){if(!n)return R`<td></td>`;let[r,i]=[Rs(n.edited,t),Rs(n.saved,t)],a=r.key!==i.key,o=a?`, ${i.is} before`:``,s=r.decision&&e.about?ja(Ma(r.decision,{description:e.about.description,bareRoot:void 0})):r.value??``;return R`<td class="fate ${r.is===`in`?`there`:r.is===`missing`?`gone`:``} ${a?`changed`:``}" title=${A(s)}>
    ${r.is===`in`?R`<span aria-hidden="true">✓</span><span class="visually-hidden">in the token${o}</span>`:r.is===`missing`?R`<span aria-hidden="true">✗</span> ${r.short}<span class="visually-hidden">${o}</span>`:R`<span class="visually-hidden">${r.is}</span><span aria-hidden="true">–</span>`}
  </td>`}function Rs({reading:e},{token:t,claim:n}){if(!e||e.error)return{is:`no token`,key:`no token`};let r=e.decisions.filter(e=>e.token===t&&e.claim===n);if(r.length===0)return{is:`not mapped`,key:`not mapped`};if(r.some(({verdict:e})=>e===`added`)){let r=wa(e,t,n)??``;return{is:`in`,key:`in ${r}`,value:r}}let[i]=r;if(!i)return{is:`not mapped`,key:`not mapped`};let a=i.also?.length??0,o=`${i.reason.replaceAll(`_`,` `)}${a?` +${a}`:``}`;return{is:`missing`,key:`missing ${i.reason}`,short:o,decision:i}}function zs(e,t){let{state:n,session:r,answer:i}=e,a=oa(i?.edited,`invalid_session`),o=Bs(e),s=o.find(({mark:t})=>t.token===e.mark?.token&&t.claim===e.mark.claim);return R`
    <section class="panel" part="panel session" aria-label="Sample session">
      <header>
        <h2 id="session-title">Session and request</h2>
        ${ho(`Load a sample`,Li.map(({label:e,session:n})=>({label:e,choose:()=>t.edit({session:`${JSON.stringify(n,null,2)}
`})})))}
      </header>
      <div class="body">
        ${bo(e,t)} ${Hs(e,t)} ${po(t)}
        ${Vs(e,t)}
        <claims-editor
          id="session-editor"
          .label=${`Sample session as JSON`}
          .value=${n.session}
          .problems=${a.map(e=>ra(n.session,r,e,`error`))}
          .marked=${s}
          @edit=${e=>t.edit({session:e.detail.value},`session`)}
          @point=${e=>{let{position:n}=e.detail;if(n===void 0)return;let r=o.filter(({from:e,to:t})=>e<=n&&n<=t);t.point(r.toSorted((e,t)=>e.to-e.from-(t.to-t.from))[0]?.mark)}}
        ></claims-editor>
      </div>
    </section>
  `}function Bs({session:e,about:t,answer:n,good:r,stale:i}){if(!e||!t||!r||i)return[];let{expressions:a}=t.description;return r.reading.decisions.flatMap(({token:t,claim:r,expression:i,path:o,stopped:s})=>{if(i===void 0&&o===void 0)return[];let c=i===void 0?[`user`,...Oi(o??``,a)]:Oi(i,a),l=c[0]===n?.bareRoot?c.slice(1):c,u=s?.nearest===void 0?void 0:[...e.path(s.at),s.nearest],d=e.node(u??e.path(O(l)));if(!d)return[];let f=d.parent?.type===`property`?d.parent:d;return[{mark:{token:t,claim:r},from:f.offset,to:f.offset+f.length}]})}function Vs({answer:e,state:t},n){return((e?.edited.reading??e?.rest?.reading)?.warnings??[]).filter(({path:e,token:t,code:n})=>e===void 0&&t===void 0&&n!==`no_audience`).map(({code:e,message:r})=>q(`odd`,R`${r}
          ${e===`session_form`?R`<button type="button" class="link" @click=${()=>n.take(t.session)}>
                Read it as what it looks like
              </button>`:B}`))}function Hs(e,t){let{session:n,about:r,answer:i}=e,a={session:n,bareRoot:i?.bareRoot},o=Yi(a),s=[`openid`,...Object.keys(r?.description.profile_claims??{})],c=n?.root.type===`object`&&i!==void 0,l=e=>{let n=Xi(a,e);n!==void 0&&t.follow({session:n})};return R`
    <fieldset ?disabled=${!c}>
      <legend>Granted scopes</legend>
      <div class="chips">
        ${[...new Set([...s,...o])].map(e=>{let t=o.includes(e);return R`<button
            type="button"
            aria-pressed=${t?`true`:`false`}
            @click=${()=>l(t?o.filter(t=>t!==e):[...o,e])}
          >
            ${e}
          </button>`})}
        <input
          type="text"
          aria-label="Grant another scope"
          placeholder="another…"
          @keydown=${e=>{let t=e.target,n=t.value.trim();e.key!==`Enter`||n===``||(t.value=``,o.includes(n)||l([...o,n]))}}
        />
      </div>
    </fieldset>
  `}var Us=[`access_token`],Ws=class extends U{static styles=ba;static properties={config:{noAccessor:!0},session:{noAccessor:!0},audience:{noAccessor:!0},saved:{noAccessor:!0,attribute:!1},state:{noAccessor:!0,attribute:!1},effective:{noAccessor:!0,attribute:!1},issuer:{noAccessor:!0,attribute:!1},noSave:{type:Boolean,attribute:`no-save`},workerUrl:{attribute:`worker-url`},moduleUrl:{attribute:`module-url`}};#e={saved:`{}`,config:`{}`,session:`{}`,audience:[``]};#t=E.read(`{}`);#n=E.read(`{}`);#r;#i;#a;#o;#s;#c=`access_token`;#l=`table`;#u=`claims`;#d=new Set;#f=``;#p=new Gn(this);#m=new Nn(this);#h=new Wn(this);#g=new zr(this);#_=new Rr(this);#v=new Hr(this);#y=new Kr(this,this.#v);#b=new Pn(this,(e,t,n)=>this.moveRow(e,t,n));#x=new Mn(this,e=>this.#k(e));#S=new Un(this,{first:()=>this.#j(),answered:(e,t)=>this.#P(e,t),failed:e=>this.#k(e)});#C=new Fr(this,{helpers:async()=>{await this.#S.settled();let{about:e}=this.#S;return e&&{inspect:e=>this.#S.inspect(e),description:e.description,config:this.#t,scenarios:this.#e.scenarios??[]}},edit:e=>this.edit(e),check:e=>{this.#c=`real`,this.#R(e)},say:e=>this.#k(e)});constructor(){super(),this.noSave=!1,new Ur(this,this)}get config(){return this.#e.saved}set config(e){let t=Ks(e);this.#T({...this.#e,saved:t,config:t})}get saved(){return this.#e.saved}set saved(e){this.#w({...this.#e,saved:Ks(e)})}get session(){return this.#e.session}set session(e){this.#T({...this.#e,session:Ks(e)})}get audience(){return this.#e.audience}set audience(e){let t=typeof e==`string`?[e]:[...e??[``]];this.#T({...this.#e,audience:t})}get state(){return this.#e}set state(e){let t=qs(e);this.#p.canUndo?this.edit(t):this.#T(t)}get effective(){return this.#r}set effective(e){e?.config===this.#r?.config&&e?.name===this.#r?.name||(this.#r=e,this.#A(),this.requestUpdate())}get issuer(){return this.#i}set issuer(e){this.#i=e,this.#a=void 0,this.requestUpdate()}willUpdate(e){(e.has(`workerUrl`)||e.has(`moduleUrl`))&&this.#S.restart()}#w(e){let{config:t,session:n}=this.#e;this.#e=e,t!==e.config&&(this.#t=E.read(e.config)),n!==e.session&&(this.#n=E.read(e.session)),this.#a=void 0,this.#A(),this.requestUpdate()}#T(e){this.#p.clear(),this.#m.end(),this.#w(e)}edit(e,t,n=!1){t!==void 0&&!n?this.#y.hold():t===void 0&&this.#m.end(),this.#p.record(this.#e,t,{joined:n}),this.#S.edited(),this.#x.forget(),this.#w({...this.#e,...e}),this.#O()}follow(e){this.#S.current&&this.edit(e)}replace(e){this.#m.end(),this.#p.record(this.#e,void 0,{withSaved:!0}),this.#w(qs(e)),this.#O()}undo(){this.#E(this.#p.undo(this.#e))}redo(){this.#E(this.#p.redo(this.#e))}#E(e){e&&(this.#m.end(),this.#C.dismiss(),this.#w(e),this.#O())}save(){this.#m.end(),this.noSave?this.#k(`There is nothing to save to here.`):this.#S.current?this.#D():this.#S.settled().then(()=>this.#D())}#D(){let{answer:e,current:t}=this.#S;if(this.#e.saved===this.#e.config||!t||!e?.validation.valid)return;this.#p.pause();let n=Jr(e.saved,e.edited),r={config:this.#e.config,effect:n},i=new CustomEvent(`save`,{detail:r,bubbles:!0,composed:!0,cancelable:!0});this.dispatchEvent(i)&&(this.saved=this.#e.config,this.#O())}#O(){let e=this.#e.saved!==this.#e.config,t={...this.#e,changed:e};this.dispatchEvent(new CustomEvent(`change`,{detail:t,bubbles:!0,composed:!0}))}#k(e){this.#f=e,this.requestUpdate()}#A(){this.#S.ask(this.#j())}#j(){let e=this.#M(this.#t),t=this.#N(e),n=this.#r&&this.#M(E.read(this.#e.saved));return{state:this.#e,...this.#r&&e&&n&&{applied:{edited:e.text,saved:n.text}},...t!==void 0&&{otherMode:t}}}#M(e){if(!this.#r||e?.root.type!==`object`)return e;let t=E.read(this.#r.config,1/0),n=t?.node(Us);return E.read(e.setRaw(Us,n&&t?.raw(n)))}#N(e){let t=e?.value(X)===!0;return e?.canSet(X)?e.set(X,!t):void 0}#P(e,t){let n=t.edited.reading??t.rest?.reading;if(n&&!n.error){let{config:r,session:i,audience:a}=e.state,o={config:r===this.#e.config?this.#t:E.read(r),session:i===this.#e.session?this.#n:E.read(i)};this.#o={reading:n,inputs:{...o,audience:a,bareRoot:t.bareRoot},without:t.rest?.without??[]}}this.#S.current&&(this.#f=Ts(this.#V())),this.requestUpdate()}async mend(e){let t=`mend ${performance.now()}`,n=e,r=this.#S.about?.description.reasons.length??0;for(let e=0;n&&e<r;e++){await this.#S.settled();let e=this.#F(),r=this.#I(n,e);if(!r)return;this.edit(r.change,t,!0),await this.#S.settled();let i=Gs(n,e,this.#F());n=i?.verdict===`ignored`?i:void 0}}#F(){let{answer:e}=this.#S;return(e?.edited.reading??e?.rest?.reading)?.decisions??[]}#I(e,t){let{about:n,answer:r}=this.#S;if(!n)return;let{description:i}=n;return Vi(e,{config:this.#t,session:this.#n,bareRoot:r?.bareRoot,decisions:t,description:i})}show(e){this.#c=e,this.requestUpdate()}showConfigAs(e){this.#l=e,this.requestUpdate()}showTokenAs(e){this.#u=e,this.requestUpdate()}showResult(){this.renderRoot.querySelector(`#result`)?.focus()}fold(e){let t=new Set(this.#d);t.delete(e)||t.add(e),this.#d=t,this.requestUpdate()}point(e){this.#g.point(e)}focusNext(e){this.#h.next(e)}async reveal(e,t){if(e===`config`){let e=this.#l===`table`?this.#L(t):void 0;if(e){e.focus();return}this.showConfigAs(`json`)}await this.updateComplete;let[n,r]=e===`config`?[this.#e.config,this.#t]:[this.#e.session,this.#n],{from:i,to:a}=ra(n,r,t,`error`);this.renderRoot.querySelector(`#${e}-editor`)?.reveal(i,a)}#L({path:e}){for(let{id:t,rows:n}of this.#t?k(this.#t):[]){let r=n.findIndex(t=>e===t.namePlace||e===t.expressionPlace||e===t.place);if(r<0)continue;let i=`[data-group="${t}"] [data-row="${r}"] ${e===n[r]?.expressionPlace?`.expression`:`.name`} input`;return this.renderRoot.querySelector(i)??void 0}}addRow(e){if(!this.#t)return;let t=e.rows.length;this.#h.next(`[data-group="${e.id}"] [data-row="${t}"] input`),this.edit({config:Qe(this.#t,e)}),this.#m.begin({group:e.id,index:t})}removeRow(e,t){if(!this.#t)return;let n=Math.min(t,e.rows.length-2);this.#h.next(n<0?`[data-add="${e.id}"]`:`[data-group="${e.id}"] [data-row="${n}"] [data-tool="remove"]`),this.edit({config:$e(this.#t,e,t)})}moveRow(e,t,n){if(!this.#t||n<0||n>=e.rows.length||t===n)return;let r=this.renderRoot.activeElement?.getAttribute(`data-tool`),i=`[data-group="${e.id}"] [data-row="${n}"]`,a=n===0?`up`:n===e.rows.length-1?`down`:void 0;this.#h.next(r&&r!==a?`${i} [data-tool="${r}"]`:`${i} .handle`),this.edit({config:et(this.#t,e,t,n)})}startDrag(e,t,n){this.#b.start(e,t,n)}leaveDraft(){this.#v.after(()=>this.#m.end())}copy(e,t){this.#x.copy(e,t)}download(e,t){let n=j.createElement(`a`);n.href=URL.createObjectURL(new Blob([t],{type:`application/json`})),n.download=e,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4),this.#k(`Downloaded: ${e}.`)}import(e){return this.#C.take(e)}take(e){this.#C.take(e)}takeFile(e){this.#C.takeFile(e)}choose(e){this.#C.choose(e)}dismiss(){this.#C.dismiss()}async#R(e){this.check(e),await this.updateComplete;let t=this.renderRoot.querySelector(`#real-token`);t&&(t.value=e.trim())}check(e){let t=e.trim()===``?void 0:Yn(e);!t||`trouble`in t?(this.#s=void 0,this.#C.tell(t?.trouble),this.requestUpdate()):(this.#s=t,this.#z(t),this.requestUpdate())}#z(e){let{about:t,answer:n}=this.#S;if(!t)return;let{audience:r,scope:i,domain:a,customDomain:o}=Zn(e,t.description.restricted_apis.exception),s={},c=[];r&&r.join(`
`)!==this.#e.audience.join(`
`)&&(s.audience=r,c.push(`audience`));let l=n?.bareRoot,u=i?.split(` `).filter(Boolean)??[],d=this.#n?.string([`scope`])??``;if(u.length&&(l!==void 0||d!==u.join(` `))){let e=Xi({session:this.#n,bareRoot:l},u);e!==void 0&&(s.session=e,c.push(`scopes`))}let f=this.#B(a,o);f!==void 0&&(s.config=f,c.push(`domain`)),c.length===0?this.#C.tell(void 0):(this.edit(s),this.#C.tell(`From the token: its ${c.join(`, `).replace(/, ([^,]*)$/,` and $1`)}.`,!0))}#B(e,t){let n=[`tenant`,`domain`],r=[`tenant`,`custom_domains`],i=this.#t;if(!i||e===void 0||!i.canSet(n))return;i.string(n)!==e&&(i=E.read(i.set(n,e)));let a=i?.value(r),o=Array.isArray(a)&&a[0]===t;return i&&t!==void 0&&!o&&(i=E.read(i.set(r,[t]))),i&&i.text!==this.#t?.text?i.text:void 0}async issue(){let{session:e,audience:t}=this.#e,n=this.#e;try{this.#a=await this.#i?.({session:e,audience:t}),this.#k(`The token is issued.`)}catch(e){this.#a={trouble:e instanceof Error?e.message:String(e)}}n!==this.#e&&(this.#a=void 0),this.requestUpdate()}render(){let e=this.#V(),t=Ds(e),n=t!==`real`&&t!==`changes`,r=Xa(e,this),i=R`${zs(e,this)} ${xo(e,this)}`,a=Os(e,this),o=Ns(e,this);return R`
      <slot name="notice"></slot>
      ${mo(e,this)}
      ${e.narrow?R`
            ${n?R`<section class="panel first" aria-label="Verdict"><div class="body">${ys(e,this,t)}</div></section>`:B}
            <div class="inputs" part="inputs">${r}</div>
            ${a}
            <div class="inputs">${i} ${o}</div>
          `:R`<div class="columns">
            <div class="inputs" part="inputs">${r} ${i}</div>
            <div class="results">${a} ${o}</div>
          </div>`}
      <div class="visually-hidden" role="status">${this.#f}</div>
      ${this.#x.dialog()}
    `}#V(){let{about:e,answer:t,trouble:n,current:r}=this.#S,i=t?.edited,a=!!(i?.failure??i?.reading?.error)&&!t?.rest;return{state:this.#e,config:this.#t,session:this.#n,about:e,place:this.#S.place,answer:t,good:this.#o,stale:n!==void 0||a,trouble:n,current:r,tab:this.#c,configView:this.#l,tokenView:this.#u,unfolded:this.#d,drag:this.#b.current,draft:this.#m.current,mark:this.#g.current,notice:this.#C.notice,effective:this.#r,real:this.#s,issued:this.#a,copied:this.#x.copied,canIssue:this.#i!==void 0,narrow:this.#_.narrow,canSave:!this.noSave,canUndo:this.#p.canUndo,canRedo:this.#p.canRedo}}};function Gs({token:e,claim:t,source:n,expression:r},i,a){let o=t=>t.filter(t=>t.token===e&&t.source===n),s=o(i).findIndex(e=>e.claim===t&&e.expression===r);return o(a)[s]}function Ks(e){return typeof e==`string`?e:`${JSON.stringify(e??{},null,2)}
`}function qs({saved:e,config:t,session:n,audience:r,scenarios:i}){return{saved:e,config:t,session:n,audience:[...r],...i&&{scenarios:i.map(e=>({...e}))}}}M.get(`claims-preview`)||M.define(`claims-preview`,Ws);var Js=`#s=`,Ys=16<<20;async function Xs(e,t){let n=new TextEncoder().encode(JSON.stringify(e)),r=await tc(new CompressionStream(`deflate-raw`),n),i=new URL(t);return i.hash=Js+nc(r),i.href}async function Zs(e){if(!e.startsWith(Js))return;let t=rc(e.slice(3)),n=await tc(new DecompressionStream(`deflate-raw`),t);return Qs(JSON.parse(new TextDecoder(`utf-8`,{fatal:!0}).decode(n)))}function Qs(e){let{saved:t,config:n,session:r,audience:i,scenarios:a}=e??{};if(typeof t!=`string`||typeof n!=`string`||typeof r!=`string`||!$s(i)||a!==void 0&&!ec(a))throw TypeError(`This is no state of a preview.`);return{saved:t,config:n,session:r,audience:i,...a&&{scenarios:a}}}function $s(e){return Array.isArray(e)&&e.every(e=>typeof e==`string`)}function ec(e){let t=({name:e,session:t,audience:n})=>typeof e==`string`&&typeof t==`string`&&$s(n);return Array.isArray(e)&&e.every(e=>e!==null&&t(e))}async function tc(e,t){let n=0,r=new TransformStream({transform(e,t){if(n+=e.length,n>Ys)throw RangeError(`The state is too large.`);t.enqueue(e)}}),i=new Blob([t]).stream().pipeThrough(e).pipeThrough(r);return new Uint8Array(await new Response(i).arrayBuffer())}function nc(e){let t=``;for(let n of e)t+=String.fromCharCode(n);return btoa(t).replaceAll(`+`,`-`).replaceAll(`/`,`_`).replace(/=+$/,``)}function rc(e){let t=atob(e.replaceAll(`-`,`+`).replaceAll(`_`,`/`));return Uint8Array.from(t,e=>e.charCodeAt(0))}var ic=`claimsmith.preview`,ac=()=>sessionStorage;async function oc(){let e=await fetch(`./start.json`);if(!e.ok)throw Error(`start.json: ${e.status}`);let t=await e.text(),{config:n=`{}`,session:r=`{}`,audience:i=[``],server:a,write:o}=JSON.parse(t);return{text:t,state:{saved:n,config:n,session:r,audience:i},hasServer:a!==void 0,writes:o}}function sc(e,t){try{return ac().setItem(ic,JSON.stringify({start:e,state:t})),!0}catch{return!1}}function cc(e){try{let t=JSON.parse(ac().getItem(ic)??`null`);return t?.start===e?Qs(t.state):void 0}catch{return}}var lc=`claimsmith.drafts`,uc=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t}setAside(e){this.#r([...this.#n(),e].slice(-5)),this.show()}show(){let e=this.#n(),t=e.at(-1);if(this.#e.replaceChildren(),!t)return;let n=document.createElement(`span`);n.textContent=`A link took the place of your draft. The draft is kept.`,this.#e.append(n,dc(`Give my draft back`,()=>{this.#r(e.slice(0,-1)),this.#t(t),this.show()}),dc(`Let it go`,()=>{this.#r(e.slice(0,-1)),this.show()}))}#n(){try{return JSON.parse(ac().getItem(lc)??`[]`).map(Qs)}catch{return[]}}#r(e){try{e.length?ac().setItem(lc,JSON.stringify(e)):ac().removeItem(lc)}catch{}}};function dc(e,t){let n=document.createElement(`button`);return n.type=`button`,n.textContent=e,n.addEventListener(`click`,t),n}var fc=`claimsmith.theme`;function pc(e){e.value=hc(),mc(e.value),e.addEventListener(`change`,()=>{mc(e.value);try{localStorage.setItem(fc,e.value)}catch{}})}function mc(e){e?document.documentElement.dataset.theme=e:delete document.documentElement.dataset.theme}function hc(){try{let e=localStorage.getItem(fc);return e===`light`||e===`dark`?e:``}catch{return``}}function gc(e,t,n){e.addEventListener(`save`,r=>{r.preventDefault();let{config:i}=r.detail;_c(i).then(r=>(r===void 0&&(e.saved=i),n(r??`Saved in ${t}.`)))})}async function _c(e){try{let t=await fetch(`./config`,{method:`PUT`,headers:{"content-type":`application/json`},body:e});return t.ok?void 0:`It is not saved. ${(await t.text()).trim()}`}catch{return`It is not saved: the program that serves this page does not answer. Your edits are still here.`}}var vc=2e6,Z=document.createElement(`claims-preview`),yc=Q(`#notice`,HTMLElement),bc=Q(`#link`,HTMLButtonElement),xc=new uc(Q(`#draft`,HTMLElement),e=>Z.replace(e));function Q(e,t){let n=document.querySelector(e);if(!(n instanceof t))throw Error(`The page has no ${e}.`);return n}function $(e){yc.textContent=e}async function Sc(){try{return await Zs(location.hash)}catch{$(`The link is damaged: what it held cannot be read. Ask for it again.`);return}}function Cc(e){history.replaceState(null,``,location.pathname+location.search+e)}function wc(e,t){return JSON.stringify(e)===JSON.stringify(t)}async function Tc(){let{text:e,state:t,hasServer:n,writes:r}=await oc(),i=e,a=cc(i),o=await Sc(),s=a&&!wc(a,t)?a:void 0;Z.state=a??t,o&&s&&!wc(s,o)?(xc.setAside(s),Z.replace(o)):o&&(Z.state=o),Z.noSave=!n&&r===void 0;let c=Q(`main`,HTMLElement),l=document.createElement(`div`);n&&(l.className=`server-place`,c.append(l)),c.append(Z),xc.show();let u,d=()=>{clearTimeout(u),u=void 0,sc(i,Z.state)||$(`This is too large for the browser to keep: it will be gone after a reload.`)},f=!1;if(Z.addEventListener(`change`,()=>{$(``),location.hash!==``&&!f&&Cc(``),u??=setTimeout(d,200)}),addEventListener(`pagehide`,()=>u!==void 0&&d()),addEventListener(`hashchange`,async()=>{let e=await Sc();e&&!wc(e,Z.state)&&(wc(Z.state,t)||xc.setAside(Z.state),f=!0,Z.replace(e),f=!1)}),r!==void 0&&gc(Z,r,async e=>{i=(await oc()).text,d(),$(e)}),!n)return;Q(`#privacy`,HTMLElement).textContent=`What you type leaves this browser when you save it or issue a token, and not before.`;let{Connection:p}=await Ot(async()=>{let{Connection:e}=await import(`./connection-BgoaB1ew.js`);return{Connection:e}},__vite__mapDeps([0,1]),import.meta.url);await new p({preview:Z,place:l,keep:d,origin:o?`link`:a?`kept`:`start`}).connect()}bc.addEventListener(`click`,async()=>{let e=await Xs(Z.state,location.href);if(e.length>vc)$(`This is too large for a link.`);else try{await navigator.clipboard.writeText(e),$(`The link is copied. It holds everything you see.`)}catch{Cc(new URL(e).hash),$(`The address of this page is now the link. It holds everything you see.`)}}),Q(`#skip`,HTMLAnchorElement).addEventListener(`click`,e=>{e.preventDefault(),Z.showResult()}),addEventListener(`keydown`,e=>{let{target:t}=e,n=t instanceof HTMLInputElement||t instanceof HTMLTextAreaElement;if(e.defaultPrevented||!(e.ctrlKey||e.metaKey)||e.altKey)return;let r=e.key.toLowerCase(),i=r===`z`||r===`y`&&!e.shiftKey;if(r===`s`&&!e.shiftKey)Z.save();else if(i&&!n)r===`z`&&!e.shiftKey?Z.undo():Z.redo();else return;e.preventDefault()}),addEventListener(`paste`,e=>{let t=e.clipboardData?.getData(`text/plain`),n=e.composedPath().includes(Z),r=document.activeElement instanceof HTMLInputElement;e.defaultPrevented||n||r||!t||document.activeElement!==Z&&(e.preventDefault(),Z.import(t))}),addEventListener(`dragover`,e=>e.preventDefault()),addEventListener(`drop`,e=>{if(e.defaultPrevented)return;e.preventDefault();let[t]=e.dataTransfer?.files??[];t?.text().then(e=>Z.import(e))}),pc(Q(`#theme`,HTMLSelectElement)),Tc().catch(e=>$(`The page could not start. ${e}`));export{ht as a,mt as i,bt as n,_t as r,j as t};