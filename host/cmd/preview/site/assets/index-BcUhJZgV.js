const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./connection-BgoaB1ew.js","./connection-ChyHdvhT.css"])))=>i.map(i=>d[i]);
var e=class extends Error{name=`EngineError`;code;constructor(e,t,n){super(t,n),this.code=e}},t=class extends Error{name=`PolicyError`;code;problems;token;bytes;limit;text;constructor(e,t){let{code:n,problems:r=[],token:i,bytes:a,limit:o}=e,[s,...c]=r;super(`${n}: ${s?.path?`${s.path}: `:``}${s?.message??e.message}`+(c.length>0?` (and ${c.length} more)`:``)),this.code=n,this.problems=r,this.token=i,this.bytes=a,this.limit=o,this.text=t}},n=globalThis;function r(e){return n.process?.getBuiltinModule?.(e)}var i={major:1,minor:0},a={"abi-version":0,_initialize:0,cabi_realloc:4,evaluate:6,explain:6,validate:2,describe:0,cabi_post_evaluate:1,cabi_post_explain:1,cabi_post_validate:1,cabi_post_describe:1},o=new TextEncoder,s=new TextDecoder(`utf-8`,{fatal:!0,ignoreBOM:!0}),c=()=>({at:0,room:0,bytes:new Uint8Array,size:0,text:void 0}),l=class{version;#e;#t=new Uint8Array;#n=new DataView(new ArrayBuffer(0));#r;#i={config:c(),session:c(),audience:c()};constructor({exports:e}){if(!(e.memory instanceof WebAssembly.Memory))throw p(`memory`);f(e,`abi-version`),`_initialize`in e&&f(e,`_initialize`);let t=e;t._initialize?.();let n=t[`abi-version`]();this.version={major:n>>>16,minor:n&65535};let{major:r,minor:o}=i;if(this.version.major!==r||this.version.minor<o)throw m(`it speaks version ${this.version.major}.${this.version.minor} of the contract, this package needs ${r}.${o} or a later ${r}.x`);for(let t of Object.keys(a))f(e,t);this.#e={...t}}get bytes(){return this.#o().length}call(e,t,n,r){this.#c(t,n,r);let{config:i,session:a,audience:o}=this.#i;t!==i.text&&(i.text=d(t,i)),r!==o.text&&(o.text=d(r,o)),d(n,a);let s=this.#e[e](i.at,i.size,a.at,a.size,o.at,o.size)>>>0,c=this.#l(e,s);return this.#a||this.#e[`cabi_post_${e}`](s),c}get#a(){return this.version.minor>0}#o(){if(this.#t.length===0){let{buffer:e}=this.#e.memory;this.#t=new Uint8Array(e),this.#n=new DataView(e),this.#r=r(`node:buffer`)?.Buffer.from(e);for(let e of Object.values(this.#i))this.#s(e)}return this.#t}#s(e){e.bytes=this.#t.subarray(e.at,e.at+e.room)}#c(e,t,n){let{config:r,session:i,audience:a}=this.#i,[o,s,c]=[u(e),u(t),u(n)],l=this.#a;if(l&&o<=r.room&&s<=i.room&&c<=a.room)return;r.room=Math.max(o,l?r.room:0),i.room=Math.max(s,l?i.room:0),a.room=Math.max(c,l?a.room:0);let d=r.room+i.room+a.room,f=d>0?this.#e.cabi_realloc(0,0,1,d)>>>0:0,p=this.#o();if(f+d>p.length)throw RangeError(`The room is outside of the memory.`);for(let e of[r,i,a])e.at=f,e.text=void 0,this.#s(e),f+=e.room}#l(e,t){let n=this.#o(),r=this.#n,i=e!==`describe`,a=i?r.getUint8(t):0;if(a>1)throw TypeError(`The tag of the result is ${a}.`);let o=i?t+4:t,c=r.getUint32(o,!0),l=c+r.getUint32(o+4,!0);if(l>n.length)throw RangeError(`The text is outside of the memory.`);let u=this.#r?.utf8Slice?.(c,l)??`�`,d=!u.includes(`�`);return{ok:a===0,text:d?u:s.decode(n.subarray(c,l))}}};function u(e){return typeof e==`string`?3*e.length:e.length}function d(e,t){if(typeof e==`string`)return t.size=o.encodeInto(e,t.bytes).written,e;t.bytes.set(e),t.size=e.length}function f(e,t){let n=e[t];if(typeof n!=`function`)throw p(t);if(n.length!==a[t])throw m(`its ${t} has another signature`)}function p(e){return m(`it exports no ${e}`)}function m(t){return new e(`incompatible_module`,`The module cannot be run: ${t}.`)}function h(e,t){return typeof t==`string`||x(t)?t:_(e,t)}function g(e){if(typeof e==`string`)return JSON.stringify(e);let t=e??[];if(!Array.isArray(t))throw TypeError(`The audience is ${typeof t}; it is a string or an array of strings.`);return t.length>0?JSON.stringify(t):`""`}function _(e,t){let n=JSON.stringify(t);if(n===void 0)throw TypeError(`The ${e} is ${typeof t}, which JSON cannot hold.`);return n}var ee=new TextEncoder,te=4096;function v(e,t,n=0){if(typeof e==`string`){if(e.length<=te)return e.isWellFormed()?e:b(e);let r=t?.(n);return y(b(y(e,r)),r)}if(!x(e))throw TypeError(`A JSON text is a string or a Uint8Array.`);return e.length<=te?e:y(e,t?.(n))}function ne(e){return typeof e==`string`?ee.encode(e):new Uint8Array(e)}function y(e,t=1/0){return e.length>t?e.slice(0,t+1):e}function b(e){let t=ee.encode(e);if(e.isWellFormed())return t;let n=0,r=0;for(let{0:i,index:a}of e.matchAll(/\p{Surrogate}/gu)){r+=ee.encode(e.slice(n,a)).length;let o=i.charCodeAt(0);t.set([237,128|o>>6&63,128|o&63],r),n=a+1,r+=3}return t}function x(e){return e instanceof Uint8Array||S(`Uint8Array`,e)}function S(e,t){return Object.prototype.toString.call(t)===`[object ${e}]`}var C=2<<20,re=class{abiVersion;digest;raw={evaluate:(e,t,n)=>this.#a(`evaluate`,e,t,n),explain:(e,t,n)=>this.#a(`explain`,e,t,n),validate:e=>this.#a(`validate`,e,``,``),describe:()=>this.#a(`describe`,``,``,``)};#e;#t;#n;constructor(e,t,n){this.#e=e,this.#t=t,this.abiVersion=t.version,this.digest=n}evaluate(e,t,n){return ie(this.#r(h(`config`,e),t,n))}tryEvaluate(e,t,n){return this.#r(h(`config`,e),t,n)}explain(e,t,n){return this.#i(h(`config`,e),t,n)}validate(e){return this.#o(`validate`,this.raw.validate(h(`config`,e)))}describe(){return this.#o(`describe`,this.raw.describe())}policy(e){let t=h(`config`,e),{decisions:n}=this.#i(t,{},``),r=ne(t),i=e=>n.filter(t=>t.token===e).map(e=>e.claim);return{evaluate:(e,t)=>ie(this.#r(r,e,t)),tryEvaluate:(e,t)=>this.#r(r,e,t),explain:(e,t)=>this.#i(r,e,t),raw:{evaluate:(e,t)=>this.#a(`evaluate`,r,e,t),explain:(e,t)=>this.#a(`explain`,r,e,t)},claimNames:{access_token:i(`access_token`),id_token:i(`id_token`)}}}#r(e,t,n){let r=h(`session`,t),i=this.#a(`evaluate`,e,r,g(n)),a=this.#o(`evaluate`,i);return i.ok?{ok:!0,outcome:a}:{ok:!1,error:a}}#i(e,n,r){let i=h(`session`,n),a=this.#a(`explain`,e,i,g(r)),o=this.#o(`explain`,a);if(o instanceof t)throw o;return o}#a(e,t,n,r){let i=v(t,this.#c,0),a=v(n,this.#c,1),o=v(r,this.#c,2);try{this.#t??=new l(new WebAssembly.Instance(this.#e,{}));let t=this.#t.call(e,i,a,o),{ok:n,text:r}=t;if(r[0]!==`{`||r.at(-1)!==`}`)throw TypeError(`The text is no JSON object.`);return n||w(r),this.#t.bytes>C&&(this.#t=void 0),t}catch(t){throw this.#s(e,t)}}#o(e,{ok:n,text:r}){if(!n)return new t(w(r),r);try{return JSON.parse(r)}catch(t){throw this.#s(e,t)}}#s(t,n){return this.#t=void 0,new e(`crashed`,`The module's instance crashed in ${t}: ${n}`,{cause:n})}#c=e=>{if(!this.#n){let e=this.describe().limits??{};this.#n=[e.config_bytes,e.session_bytes,e.audience_bytes]}return this.#n[e]}};function ie(e){if(!e.ok)throw e.error;return e.outcome}function w(e){let{error:t}=JSON.parse(e);if(typeof t?.code!=`string`)throw TypeError(`The text is no failure.`);return t}async function T(t){let n=S(`WebAssembly.Module`,t)?void 0:await oe(t),r=n?await ae(n):t;try{let[e]=WebAssembly.Module.imports(r);if(e)throw m(`it imports ${e.module}.${e.name}, and it must import nothing`);return new re(r,new l(await WebAssembly.instantiate(r,{})),n&&await ce(n))}catch(t){throw t instanceof e?t:new e(`crashed`,`The module crashed at its start: ${t}`,{cause:t})}}async function ae(t){try{return await WebAssembly.compile(t)}catch(t){let n=Uint8Array.of(0,97,115,109,1,0,0,0);throw await globalThis.WebAssembly?.compile(n).catch(()=>{})?new e(`invalid_module`,`This is no WebAssembly module: ${t}`,{cause:t}):new e(`compilation_forbidden`,`No WebAssembly can be compiled here: ${t}. A page's Content-Security-Policy must have 'wasm-unsafe-eval' in its script-src. On an edge runtime give load a precompiled module: import module from "@claimsmith/engine/claims.wasm".`,{cause:t})}}async function oe(t){if(x(t))return new Uint8Array(t);if(S(`ArrayBuffer`,t))return t.slice();try{let e=typeof t==`string`||S(`URL`,t);if(e){let e=se(String(t));if(e)return await e.read()}let n=await(e?fetch(String(t)):t);if(!n.ok)throw Error(`${n.url||`the response`} has the status ${n.status}`);return await n.arrayBuffer()}catch(t){throw new e(`unreadable_module`,`The module cannot be read: ${t}`,{cause:t})}}function se(e){let t=r(`node:fs`);if(!t)return;let n=/^[a-z][a-z\d+.-]+:/i.test(e);if(!n||e.startsWith(`file:`))return{read:()=>t.promises.readFile(n?new URL(e):e)}}async function ce(e){try{let t=await globalThis.crypto?.subtle?.digest(`SHA-256`,e);return t&&Array.from(new Uint8Array(t),e=>e.toString(16).padStart(2,`0`)).join(``)}catch{return}}async function le(t){if(t!==void 0)return T(t);try{return await T(new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url))}catch(t){if(t.code!==`unreadable_module`)throw t;let{message:n,cause:r}=t;throw new e(`unreadable_module`,`${n}. Was the package bundled? Then its claims.wasm was left behind: import @claimsmith/engine/inline, which has it inside, or give load the file's URL.`,{cause:r})}}function ue(e,t=!1){let n=e.length,r=0,i=``,a=0,o=16,s=0,c=0,l=0,u=0,d=0;function f(t,n){let i=0,a=0;for(;i<t||!n;){let t=e.charCodeAt(r);if(t>=48&&t<=57)a=a*16+t-48;else if(t>=65&&t<=70)a=a*16+t-65+10;else if(t>=97&&t<=102)a=a*16+t-97+10;else break;r++,i++}return i<t&&(a=-1),a}function p(e){r=e,i=``,a=0,o=16,d=0}function m(){let t=r;if(e.charCodeAt(r)===48)r++;else for(r++;r<e.length&&E(e.charCodeAt(r));)r++;if(r<e.length&&e.charCodeAt(r)===46){if(r++,r<e.length&&E(e.charCodeAt(r)))for(r++;r<e.length&&E(e.charCodeAt(r));)r++;else return d=3,e.substring(t,r)}let n=r;if(r<e.length&&(e.charCodeAt(r)===69||e.charCodeAt(r)===101)){if(r++,(r<e.length&&e.charCodeAt(r)===43||e.charCodeAt(r)===45)&&r++,r<e.length&&E(e.charCodeAt(r))){for(r++;r<e.length&&E(e.charCodeAt(r));)r++;n=r}else d=3}return e.substring(t,n)}function h(){let t=``,i=r;for(;;){if(r>=n){t+=e.substring(i,r),d=2;break}let a=e.charCodeAt(r);if(a===34){t+=e.substring(i,r),r++;break}if(a===92){if(t+=e.substring(i,r),r++,r>=n){d=2;break}switch(e.charCodeAt(r++)){case 34:t+=`"`;break;case 92:t+=`\\`;break;case 47:t+=`/`;break;case 98:t+=`\b`;break;case 102:t+=`\f`;break;case 110:t+=`
`;break;case 114:t+=`\r`;break;case 116:t+=`	`;break;case 117:let e=f(4,!0);e>=0?t+=String.fromCharCode(e):d=4;break;default:d=5}i=r}else{if(a>=0&&a<=31){if(fe(a)){t+=e.substring(i,r),d=2;break}d=6}r++}}return t}function g(){if(i=``,d=0,a=r,c=s,u=l,r>=n)return a=n,o=17;let t=e.charCodeAt(r);if(de(t)){do r++,i+=String.fromCharCode(t),t=e.charCodeAt(r);while(de(t));return o=15}if(fe(t))return r++,i+=String.fromCharCode(t),t===13&&e.charCodeAt(r)===10&&(r++,i+=`
`),s++,l=r,o=14;switch(t){case 123:return r++,o=1;case 125:return r++,o=2;case 91:return r++,o=3;case 93:return r++,o=4;case 58:return r++,o=6;case 44:return r++,o=5;case 34:return r++,i=h(),o=10;case 47:let c=r-1;if(e.charCodeAt(r+1)===47){for(r+=2;r<n&&!fe(e.charCodeAt(r));)r++;return i=e.substring(c,r),o=12}if(e.charCodeAt(r+1)===42){r+=2;let t=n-1,a=!1;for(;r<t;){let t=e.charCodeAt(r);if(t===42&&e.charCodeAt(r+1)===47){r+=2,a=!0;break}r++,fe(t)&&(t===13&&e.charCodeAt(r)===10&&r++,s++,l=r)}return a||(r++,d=1),i=e.substring(c,r),o=13}return i+=String.fromCharCode(t),r++,o=16;case 45:if(i+=String.fromCharCode(t),r++,r===n||!E(e.charCodeAt(r)))return o=16;case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return i+=m(),o=11;default:for(;r<n&&_(t);)r++,t=e.charCodeAt(r);if(a!==r){switch(i=e.substring(a,r),i){case`true`:return o=8;case`false`:return o=9;case`null`:return o=7}return o=16}return i+=String.fromCharCode(t),r++,o=16}}function _(e){if(de(e)||fe(e))return!1;switch(e){case 125:case 93:case 123:case 91:case 34:case 58:case 44:case 47:return!1}return!0}function ee(){let e;do e=g();while(e>=12&&e<=15);return e}return{setPosition:p,getPosition:()=>r,scan:t?ee:g,getToken:()=>o,getTokenValue:()=>i,getTokenOffset:()=>a,getTokenLength:()=>r-a,getTokenStartLine:()=>c,getTokenStartCharacter:()=>a-u,getTokenError:()=>d}}function de(e){return e===32||e===9}function fe(e){return e===10||e===13}function E(e){return e>=48&&e<=57}var pe;(function(e){e[e.lineFeed=10]=`lineFeed`,e[e.carriageReturn=13]=`carriageReturn`,e[e.space=32]=`space`,e[e._0=48]=`_0`,e[e._1=49]=`_1`,e[e._2=50]=`_2`,e[e._3=51]=`_3`,e[e._4=52]=`_4`,e[e._5=53]=`_5`,e[e._6=54]=`_6`,e[e._7=55]=`_7`,e[e._8=56]=`_8`,e[e._9=57]=`_9`,e[e.a=97]=`a`,e[e.b=98]=`b`,e[e.c=99]=`c`,e[e.d=100]=`d`,e[e.e=101]=`e`,e[e.f=102]=`f`,e[e.g=103]=`g`,e[e.h=104]=`h`,e[e.i=105]=`i`,e[e.j=106]=`j`,e[e.k=107]=`k`,e[e.l=108]=`l`,e[e.m=109]=`m`,e[e.n=110]=`n`,e[e.o=111]=`o`,e[e.p=112]=`p`,e[e.q=113]=`q`,e[e.r=114]=`r`,e[e.s=115]=`s`,e[e.t=116]=`t`,e[e.u=117]=`u`,e[e.v=118]=`v`,e[e.w=119]=`w`,e[e.x=120]=`x`,e[e.y=121]=`y`,e[e.z=122]=`z`,e[e.A=65]=`A`,e[e.B=66]=`B`,e[e.C=67]=`C`,e[e.D=68]=`D`,e[e.E=69]=`E`,e[e.F=70]=`F`,e[e.G=71]=`G`,e[e.H=72]=`H`,e[e.I=73]=`I`,e[e.J=74]=`J`,e[e.K=75]=`K`,e[e.L=76]=`L`,e[e.M=77]=`M`,e[e.N=78]=`N`,e[e.O=79]=`O`,e[e.P=80]=`P`,e[e.Q=81]=`Q`,e[e.R=82]=`R`,e[e.S=83]=`S`,e[e.T=84]=`T`,e[e.U=85]=`U`,e[e.V=86]=`V`,e[e.W=87]=`W`,e[e.X=88]=`X`,e[e.Y=89]=`Y`,e[e.Z=90]=`Z`,e[e.asterisk=42]=`asterisk`,e[e.backslash=92]=`backslash`,e[e.closeBrace=125]=`closeBrace`,e[e.closeBracket=93]=`closeBracket`,e[e.colon=58]=`colon`,e[e.comma=44]=`comma`,e[e.dot=46]=`dot`,e[e.doubleQuote=34]=`doubleQuote`,e[e.minus=45]=`minus`,e[e.openBrace=123]=`openBrace`,e[e.openBracket=91]=`openBracket`,e[e.plus=43]=`plus`,e[e.slash=47]=`slash`,e[e.formFeed=12]=`formFeed`,e[e.tab=9]=`tab`})(pe||={}),Array(20).fill(0).map((e,t)=>` `.repeat(t));var me=200;Array(me).fill(0).map((e,t)=>`
`+` `.repeat(t)),Array(me).fill(0).map((e,t)=>`\r`+` `.repeat(t)),Array(me).fill(0).map((e,t)=>`\r
`+` `.repeat(t)),Array(me).fill(0).map((e,t)=>`
`+`	`.repeat(t)),Array(me).fill(0).map((e,t)=>`\r`+`	`.repeat(t)),Array(me).fill(0).map((e,t)=>`\r
`+`	`.repeat(t));var he;(function(e){e.DEFAULT={allowTrailingComma:!1}})(he||={});function ge(e,t){let n=[],r={},i,a={value:{},offset:0,length:0,type:`object`,parent:void 0},o=!1;function s(e,t,n,r){a.value=e,a.offset=t,a.length=n,a.type=r,a.colonOffset=void 0,i=a}try{be(e,{onObjectBegin:(e,a)=>{if(t<=e)throw r;i=void 0,o=t>e,n.push(``)},onObjectProperty:(e,i,a)=>{if(t<i||(s(e,i,a,`property`),n[n.length-1]=e,t<=i+a))throw r},onObjectEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onArrayBegin:(e,a)=>{if(t<=e)throw r;i=void 0,n.push(0)},onArrayEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onLiteralValue:(e,n,i)=>{if(t<n||(s(e,n,i,xe(e)),t<=n+i))throw r},onSeparator:(e,a,s)=>{if(t<=a)throw r;if(e===`:`&&i&&i.type===`property`)i.colonOffset=a,o=!1,i=void 0;else if(e===`,`){let e=n[n.length-1];typeof e==`number`?n[n.length-1]=e+1:(o=!0,n[n.length-1]=``),i=void 0}}})}catch(e){if(e!==r)throw e}return{path:n,previousNode:i,isAtPropertyKey:o,matches:e=>{let t=0;for(let r=0;t<e.length&&r<n.length;r++)if(e[t]===n[r]||e[t]===`*`)t++;else if(e[t]!==`**`)return!1;return t===e.length}}}function _e(e,t=[],n=he.DEFAULT){let r={type:`array`,offset:-1,length:-1,children:[],parent:void 0};function i(e){r.type===`property`&&(r.length=e-r.offset,r=r.parent)}function a(e){return r.children.push(e),e}be(e,{onObjectBegin:e=>{r=a({type:`object`,offset:e,length:-1,parent:r,children:[]})},onObjectProperty:(e,t,n)=>{r=a({type:`property`,offset:t,length:-1,parent:r,children:[]}),r.children.push({type:`string`,value:e,offset:t,length:n,parent:r})},onObjectEnd:(e,t)=>{i(e+t),r.length=e+t-r.offset,r=r.parent,i(e+t)},onArrayBegin:(e,t)=>{r=a({type:`array`,offset:e,length:-1,parent:r,children:[]})},onArrayEnd:(e,t)=>{r.length=e+t-r.offset,r=r.parent,i(e+t)},onLiteralValue:(e,t,n)=>{a({type:xe(e),offset:t,length:n,parent:r,value:e}),i(t+n)},onSeparator:(e,t,n)=>{r.type===`property`&&(e===`:`?r.colonOffset=t:e===`,`&&i(t))},onError:(e,n,r)=>{t.push({error:e,offset:n,length:r})}},n);let o=r.children[0];return o&&delete o.parent,o}function ve(e,t){if(!e)return;let n=e;for(let e of t)if(typeof e==`string`){if(n.type!==`object`||!Array.isArray(n.children))return;let t=!1;for(let r of n.children)if(Array.isArray(r.children)&&r.children[0].value===e&&r.children.length===2){n=r.children[1],t=!0;break}if(!t)return}else{let t=e;if(n.type!==`array`||t<0||!Array.isArray(n.children)||t>=n.children.length)return;n=n.children[t]}return n}function ye(e){switch(e.type){case`array`:return e.children.map(ye);case`object`:let t=Object.create(null);for(let n of e.children){let e=n.children[1];e&&(t[n.children[0].value]=ye(e))}return t;case`null`:case`string`:case`number`:case`boolean`:return e.value;default:return}}function be(e,t,n=he.DEFAULT){let r=ue(e,!1),i=[],a=0;function o(e){return e?()=>a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function s(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function c(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice()):()=>!0}function l(e){return e?()=>{a>0?a++:e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice())===!1&&(a=1)}:()=>!0}function u(e){return e?()=>{a>0&&a--,a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter())}:()=>!0}let d=l(t.onObjectBegin),f=c(t.onObjectProperty),p=u(t.onObjectEnd),m=l(t.onArrayBegin),h=u(t.onArrayEnd),g=c(t.onLiteralValue),_=s(t.onSeparator),ee=o(t.onComment),te=s(t.onError),v=n&&n.disallowComments,ne=n&&n.allowTrailingComma;function y(){for(;;){let e=r.scan();switch(r.getTokenError()){case 4:b(14);break;case 5:b(15);break;case 3:b(13);break;case 1:v||b(11);break;case 2:b(12);break;case 6:b(16)}switch(e){case 12:case 13:v?b(10):ee();break;case 16:b(1);break;case 15:case 14:break;default:return e}}}function b(e,t=[],n=[]){if(te(e),t.length+n.length>0){let e=r.getToken();for(;e!==17;){if(t.indexOf(e)!==-1){y();break}if(n.indexOf(e)!==-1)break;e=y()}}}function x(e){let t=r.getTokenValue();return e?g(t):(f(t),i.push(t)),y(),!0}function S(){switch(r.getToken()){case 11:let e=r.getTokenValue(),t=Number(e);isNaN(t)&&(b(2),t=0),g(t);break;case 7:g(null);break;case 8:g(!0);break;case 9:g(!1);break;default:return!1}return y(),!0}function C(){return r.getToken()===10?(x(!1),r.getToken()===6?(_(`:`),y(),w()||b(4,[],[2,5])):b(5,[],[2,5]),i.pop(),!0):(b(3,[],[2,5]),!1)}function re(){d(),y();let e=!1;for(;r.getToken()!==2&&r.getToken()!==17;){if(r.getToken()===5){if(e||b(4,[],[]),_(`,`),y(),r.getToken()===2&&ne)break}else e&&b(6,[],[]);C()||b(4,[],[2,5]),e=!0}return p(),r.getToken()===2?y():b(7,[2],[]),!0}function ie(){m(),y();let e=!0,t=!1;for(;r.getToken()!==4&&r.getToken()!==17;){if(r.getToken()===5){if(t||b(4,[],[]),_(`,`),y(),r.getToken()===4&&ne)break}else t&&b(6,[],[]);e?(i.push(0),e=!1):i[i.length-1]++,w()||b(4,[],[4,5]),t=!0}return h(),e||i.pop(),r.getToken()===4?y():b(8,[4],[]),!0}function w(){switch(r.getToken()){case 3:return ie();case 1:return re();case 10:return x(!0);default:return S()}}return y(),r.getToken()===17?n.allowEmptyContent?!0:(b(4,[],[]),!1):w()?(r.getToken()!==17&&b(9,[],[]),!0):(b(4,[],[]),!1)}function xe(e){switch(typeof e){case`boolean`:return`boolean`;case`number`:return`number`;case`string`:return`string`;case`object`:if(e){if(Array.isArray(e))return`array`}else return`null`;return`object`;default:return`null`}}var Se;(function(e){e[e.None=0]=`None`,e[e.UnexpectedEndOfComment=1]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=2]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=3]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=4]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=5]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=6]=`InvalidCharacter`})(Se||={});var Ce;(function(e){e[e.OpenBraceToken=1]=`OpenBraceToken`,e[e.CloseBraceToken=2]=`CloseBraceToken`,e[e.OpenBracketToken=3]=`OpenBracketToken`,e[e.CloseBracketToken=4]=`CloseBracketToken`,e[e.CommaToken=5]=`CommaToken`,e[e.ColonToken=6]=`ColonToken`,e[e.NullKeyword=7]=`NullKeyword`,e[e.TrueKeyword=8]=`TrueKeyword`,e[e.FalseKeyword=9]=`FalseKeyword`,e[e.StringLiteral=10]=`StringLiteral`,e[e.NumericLiteral=11]=`NumericLiteral`,e[e.LineCommentTrivia=12]=`LineCommentTrivia`,e[e.BlockCommentTrivia=13]=`BlockCommentTrivia`,e[e.LineBreakTrivia=14]=`LineBreakTrivia`,e[e.Trivia=15]=`Trivia`,e[e.Unknown=16]=`Unknown`,e[e.EOF=17]=`EOF`})(Ce||={});var we=ge,Te=_e,Ee=ve,De=ye,Oe;(function(e){e[e.InvalidSymbol=1]=`InvalidSymbol`,e[e.InvalidNumberFormat=2]=`InvalidNumberFormat`,e[e.PropertyNameExpected=3]=`PropertyNameExpected`,e[e.ValueExpected=4]=`ValueExpected`,e[e.ColonExpected=5]=`ColonExpected`,e[e.CommaExpected=6]=`CommaExpected`,e[e.CloseBraceExpected=7]=`CloseBraceExpected`,e[e.CloseBracketExpected=8]=`CloseBracketExpected`,e[e.EndOfFileExpected=9]=`EndOfFileExpected`,e[e.InvalidCommentToken=10]=`InvalidCommentToken`,e[e.UnexpectedEndOfComment=11]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=12]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=13]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=14]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=15]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=16]=`InvalidCharacter`})(Oe||={});var ke={disallowComments:!0,allowTrailingComma:!1,allowEmptyContent:!1},Ae=1<<18,D=class e{text;root;constructor(e,t){this.text=e,this.root=t}static read(t,n=Ae){if(t.length>n)return;let r=[];try{let n=Te(t,r,ke);return n&&r.length===0?new e(t,n):void 0}catch{return}}node(e){return Ee(this.root,e)}at(e){return this.node(this.path(e))}path(e){let t=[],n=this.root;for(let r of Me(e)){let e=n?.type===`array`&&/^(?:0|[1-9]\d*)$/.test(r);t.push(e?Number(r):r),n=this.node(t)}return t}string(e){let t=this.node(e);return t?.type===`string`?String(t.value):void 0}canSet(e){for(let t=0;t<e.length;t++){let n=this.node(e.slice(0,t));if(!n)return!0;if(n.type!==`object`)return!1}return!0}raw(e){return this.text.slice(e.offset,e.offset+e.length)}value(e){let t=this.node(e);return t&&De(t)}set(e,t){let n=this.root;for(let[r,i]of e.entries()){let a=Ee(n,[i]);if(a)n=a;else return t===void 0?this.text:this.#t(n,i,je(e,r,t))}if(t===void 0)return this.remove(n);let r=this.#n(n)?this.#a(n):void 0;return this.replace(n,this.#r(t,r))}setRaw(t,n){let r=e.read(this.set(t,n===void 0?void 0:null),1/0),i=n===void 0?void 0:r?.node(t);return r&&i&&n!==void 0?r.replace(i,n):r?.text??this.text}append(e,t){let n=this.node(e);return n?.type===`array`?this.#t(n,n.children?.length??0,t):this.set(e,[t])}remove(e){let{parent:t}=e;if(!t)throw TypeError(`A document cannot be removed from itself.`);if(t.type===`property`)return this.remove(t);let n=t.children??[],r=n.indexOf(e),[i,a]=[n[r-1],n[r+1]];return a?this.#e(e.offset,a.offset,``):i?this.#e(O(i),O(e),``):this.#e(t.offset+1,O(t)-1,``)}swap(e,t){let[n,r]=e.offset<t.offset?[e,t]:[t,e];return this.text.slice(0,n.offset)+this.raw(r)+this.text.slice(O(n),r.offset)+this.raw(n)+this.text.slice(O(r))}replace(e,t){return this.#e(e.offset,O(e),t)}#e(e,t,n){return this.text.slice(0,e)+n+this.text.slice(t)}#t(e,t,n){let r=e.children??[];if(!(e.type===`array`?t===r.length:typeof t==`string`)||e.type!==`array`&&e.type!==`object`)throw TypeError(`No place ${t} can be made in something of type ${e.type}.`);let i=e.type===`array`?``:JSON.stringify(t)+this.#i(),a=r.at(-1);if(!a){let t=this.#n(e)?this.#a(e):void 0,r=t&&t+this.#o(),a=(r??``)+i+this.#r(n,r)+(t??``);return this.#e(e.offset+1,O(e)-1,a)}let o=this.text.slice(e.offset+1,a.offset),s=o.slice(o.trimEnd().length),c=this.#a(a),l=s.includes(`
`),u=r.length>1?s:this.#i().slice(1),d=e.type===`array`&&a.children?.length?this.#n(a):l,f=i+this.#r(n,d?c:void 0);return this.#e(O(a),O(a),`,${l?c:u}${f}`)}#n(e){return e.children?.length?this.raw(e).includes(`
`):e===this.root||this.text.trimEnd().includes(`
`)}#r(e,t){return t===void 0?this.#i()===`:`?JSON.stringify(e):JSON.stringify(e,null,1).replace(/\n */g,` `):JSON.stringify(e,null,this.#o()).replaceAll(`
`,t)}#i(){let[e,t]=this.root.children?.[0]?.children??[];return e&&t&&O(e)+1===t.offset?`:`:`: `}#a(e){let t=this.text.lastIndexOf(`
`,e.offset)+1,n=/^[ \t]*/.exec(this.text.slice(t,e.offset))?.[0]??``;return(this.text.includes(`\r
`)?`\r
`:`
`)+n}#o(){return/\n([ \t]+)\S/.exec(this.text)?.[1]??`  `}};function O(e){return e.offset+e.length}function je(e,t,n){return e.slice(t+1).reduceRight((e,t)=>typeof t==`number`?[e]:{[t]:e},n)}function Me(e){return e===``?[]:e.slice(1).split(`/`).map(e=>e.replaceAll(`~1`,`/`).replaceAll(`~0`,`~`))}function k(e){return e.map(e=>`/${String(e).replaceAll(`~`,`~0`).replaceAll(`/`,`~1`)}`).join(``)}function Ne(e,t){let n=0;for(let r=0;r<e.length;r++){let i=e.charCodeAt(r),a=i>=55296&&i<56320&&Pe(e.charCodeAt(r+1));if(n+=i<128?1:i<2048?2:a?4:3,n>t)return r;a&&r++}return e.length}function Pe(e){return e>=56320&&e<57344}function Fe(e){let t=[],n=``,r=0,i=e.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs)??[];for(let e=0;e<i.length;e++){let a=i[e]??``,o=i[e+1];if(a===`{`||a===`[`){if(n+=a,o===`}`||o===`]`)continue;r++}else if(a===`}`||a===`]`){let o=i[e-1];if(o===`{`||o===`[`){n+=a;continue}n.trim()&&t.push(n),r--,n=`  `.repeat(r)+a;continue}else if(a===`,`)n+=a;else{n+=a===`:`?`: `:a;continue}t.push(n),n=`  `.repeat(r)}return n.trim()&&t.push(n),t}var Ie=[`access_token`,`custom_claim_mappings`],Le=[`access_token`,`claims_mapping`,`custom_claims`],Re=[`id_token`,`custom_claim_mappings`],ze=[`saml_configuration`,`mappings`];function Be(e){return e.node(Ie)?!1:e.node([`access_token`,`claims_mapping`])?!0:e.string([`identifier`])!==void 0&&!e.node([`client_id`])}function Ve(e,{limits:t}){return{used:A(e).filter(({id:e})=>e!==`saml`).reduce((e,{rows:t})=>e+t.length,0),limit:Be(e)?t.mappings_claims_mapping:t.mappings}}function A(e){return[He(e,`access_token`,Be(e)?Le:Ie),He(e,`id_token`,Re),Ue(e)]}function He(e,t,n){let r=e.node(n),i=k(n);return{id:t,path:n,place:i,rows:(r?.type===`array`?r.children??[]:[]).map((t,n)=>{let r=`${i}/${n}`;return{name:Ke(e,Ge(t,`name`)),expression:Ke(e,Ge(t,`expression`)),place:r,namePlace:`${r}/name`,expressionPlace:`${r}/expression`,broken:t.type!==`object`}}),broken:!We(e,n,`array`)}}function Ue(e){let t=e.node(ze),n=(t?.type===`object`?t.children??[]:[]).map(t=>{let[n,r]=t.children??[],i=String(n?.value??``),a=k([...ze,i]);return{name:i,expression:Ke(e,r),place:a,namePlace:a,expressionPlace:a,broken:!1}});return{id:`saml`,path:ze,place:k(ze),rows:n,broken:!We(e,ze,`object`)}}function We(e,t,n){let r=e.node(t);return e.canSet(t)&&(!r||r.type===n)}function Ge(e,t){return e.children?.find(e=>e.children?.[0]?.value===t)?.children?.[1]}function Ke(e,t){return t?t.type===`string`?String(t.value):e.raw(t):``}function qe(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`name`],r);let i=e.node(t.path)?.children?.[n]?.children?.[0];return i?e.replace(i,JSON.stringify(r)):e.text}function Je(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`expression`],r);let i=e.node(t.path)?.children?.[n]?.children?.[1];return i?e.replace(i,JSON.stringify(r)):e.text}function Ye(e,t){if(t.id!==`saml`)return e.append(t.path,{name:``,expression:``});let n=new Set(t.rows.map(({name:e})=>e)),r=`attribute`;for(let e=2;n.has(r);e++)r=`attribute_${e}`;return e.set([...t.path,r],``)}function Xe(e,t,n){let r=e.node(t.path)?.children?.[n];return r?e.remove(r):e.text}function Ze(e,t,n,r){let i=e,a=n<r?1:-1;for(let e=n;e!==r;e+=a){let n=i.node(t.path)?.children,[r,o]=[n?.[e],n?.[e+a]];if(!r||!o)break;let s=D.read(i.swap(r,o));if(!s)break;i=s}return i.text}function Qe(e,t){let n=JSON.parse(t);if(!e){let{code:e,message:t,problems:r=[]}=n.error;return{failure:{code:e,message:t,problems:r}}}let{form:r,decisions:i,payload:a,warnings:o=[],logs:s=[],error:c,saml:l}=n,u={},d={tokens:u,form:r,decisions:i,payload:a,warnings:o,logs:s,...l&&{statement:l.statement},...c&&{error:c}},f=D.read(t,1/0);for(let e of[`access_token`,`id_token`,`userinfo`]){let t=f?.node([e,`claims`]);f&&t&&(u[e]=$e(f,t))}let p=f?.node([`saml`,`attributes`]);return f&&p&&(d.attributes=(p.children??[]).map((e,t)=>({name:n.saml.attributes[t].name,format:n.saml.attributes[t].name_format,type:n.saml.attributes[t].type,values:et(f,e)}))),{reading:d}}function $e(e,t){return(t.children??[]).map(({children:[t,n]=[]})=>({name:String(t?.value),text:n?e.raw(n):``}))}function et(e,t){return(t.children?.find(({children:e})=>e?.[0]?.value===`values`)?.children?.[1]?.children??[]).map(t=>e.raw(t))}function tt(e){let{digest:t}=e;return{description:e.describe(),...t!==void 0&&{digest:t}}}function nt(e,t,{state:n,applied:r,otherMode:i}){let a=(t,{session:r,audience:i}=n)=>{let{ok:a,text:o}=e.raw.explain(t,r,it(i));return Qe(a,o)},o=r?.edited??n.config,s=r?.saved??n.saved,c=a(o),l=c.failure&&ot(o,c.failure.problems),u=l&&a(l.text).reading,d=(u??c.reading)?.form??at(e,n.session);return{config:o,edited:c,validation:JSON.parse(e.raw.validate(n.config).text),saved:s===o?c:a(s),...i!==void 0&&{otherMode:a(i)},...l&&u&&{rest:{reading:u,without:l.without}},scenarios:(n.scenarios??[]).map(e=>{let t=a(l?.text??o,e);return{edited:t,saved:s===o?t:a(s,e)}}),...d!==void 0&&t.expressions.roots.includes(d)&&{bareRoot:d}}}function rt(e,t){let{ok:n,text:r}=e.raw.explain(`{}`,t,it([``])),i=n?JSON.parse(r):void 0;return{validation:JSON.parse(e.raw.validate(t).text),...i&&{session:{form:i.form,warnings:i.warnings}}}}function it(e){return JSON.stringify(e.length===1?e[0]:e)}function at(e,t){let{ok:n,text:r}=e.raw.explain(`{}`,t,it([``]));return n?JSON.parse(r).form:void 0}function ot(e,t){let n=D.read(e),r=e=>t=>t.path===e||t.path?.startsWith(`${e}/`)===!0,i=(n?A(n):[]).flatMap(e=>e.rows.map(({place:t},n)=>({id:e.id,index:n,place:t}))).filter(({place:e})=>t.some(r(e))),a=t.some(e=>!i.some(({place:t})=>r(t)(e)));if(!(i.length===0||a)){for(let{id:e,index:t}of i.toReversed()){let r=n&&A(n).find(t=>t.id===e);n&&r&&(n=D.read(Xe(n,r,t)))}return n&&{text:n.text,without:i.map(({place:e})=>e)}}}function st(e){return e.includes(`\r`)?e.replace(/\r\n?/g,`
`):e}function ct(e,t){return e.includes(`\r`)?st(e.slice(0,t)).length:t}var lt=e=>e>=55296&&e<=56319,ut=e=>e>=56320&&e<=57343;function dt(e,t){if(e===t)return;let n=Math.min(e.length,t.length),r=0;for(;r<n&&e.charCodeAt(r)===t.charCodeAt(r);)r++;let i=0;for(;i<n-r&&e.charCodeAt(e.length-1-i)===t.charCodeAt(t.length-1-i);)i++;return r>0&&lt(e.charCodeAt(r-1))&&r--,i>0&&ut(e.charCodeAt(e.length-i))&&i--,{from:r,to:e.length-i,insert:t.slice(r,t.length-i)}}function ft(e,t){let n=e.toLowerCase(),r=t===``?-1:n.indexOf(t.toLowerCase());if(!(r<0||n.length!==e.length))return{from:r,to:r+t.length}}function pt(e,t){let n=1,r=0,i=e.indexOf(`
`);return t.map(t=>{for(;i>=0&&i<t;)n++,r=i+1,i=e.indexOf(`
`,r);return{line:n,column:Math.max(t-r,0)+1}})}var mt=/[^\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]|\p{Default_Ignorable_Code_Point}/gu;function j(e){return e.replace(mt,ht)}function ht(e){return Array.from({length:e.length},(t,n)=>`\\u${e.charCodeAt(n).toString(16).padStart(4,`0`)}`).join(``)}var gt=Object.defineProperty,_t=(e,t)=>{for(var n in t)gt(e,n,{get:t[n],enumerable:!0})},vt=globalThis,yt=vt.HTMLElement??class{},M=vt.document??{createTreeWalker(){}},N=vt.customElements??{get(){},define(){}},bt=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),xt=function(e,t){return new URL(e,t).href},St={},Ct=function(e){return e.pathname.endsWith(`.css`)},wt=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Tt=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=xt(t,n);let r=s(t),i=Ct(r);return wt(St,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:bt,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},Et=globalThis,Dt=Et.ShadowRoot&&(Et.ShadyCSS===void 0||Et.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,Ot=Symbol(),kt=new WeakMap,At=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==Ot)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Dt&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=kt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&kt.set(t,e))}return e}toString(){return this.cssText}},jt=e=>new At(typeof e==`string`?e:e+``,void 0,Ot),P=(e,...t)=>new At(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,Ot),Mt=(e,t)=>{if(Dt)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=M.createElement(`style`),r=Et.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},Nt=Dt?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return jt(t)})(e):e,{is:Pt,defineProperty:Ft,getOwnPropertyDescriptor:It,getOwnPropertyNames:Lt,getOwnPropertySymbols:Rt,getPrototypeOf:zt}=Object,Bt=globalThis,Vt=Bt.trustedTypes,Ht=Vt?Vt.emptyScript:``,Ut=Bt.reactiveElementPolyfillSupport,Wt=(e,t)=>e,Gt={toAttribute(e,t){switch(t){case Boolean:e=e?Ht:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},Kt=(e,t)=>!Pt(e,t),qt={attribute:!0,type:String,converter:Gt,reflect:!1,useDefault:!1,hasChanged:Kt};Symbol.metadata??=Symbol(`metadata`),Bt.litPropertyMetadata??=new WeakMap;var F=class extends yt{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=qt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&Ft(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=It(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??qt}static _$Ei(){if(this.hasOwnProperty(Wt(`elementProperties`)))return;let e=zt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(Wt(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Wt(`properties`))){let e=this.properties,t=[...Lt(e),...Rt(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(Nt(e))}else e!==void 0&&t.push(Nt(e));return t}static _$Eu(e,t){let n=t.attribute;return n===!1?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Mt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&n.reflect===!0){let i=(n.converter?.toAttribute===void 0?Gt:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?Gt:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(r===!1&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??Kt)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),i!==!0||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];e!==!0||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};F.elementStyles=[],F.shadowRootOptions={mode:`open`},F[Wt(`elementProperties`)]=new Map,F[Wt(`finalized`)]=new Map,Ut?.({ReactiveElement:F}),(Bt.reactiveElementVersions??=[]).push(`2.1.2`);var Jt=globalThis,Yt=e=>e,Xt=Jt.trustedTypes,Zt=Xt?Xt.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,Qt=`$lit$`,I=`lit$${Math.random().toFixed(9).slice(2)}$`,$t=`?`+I,en=`<${$t}>`,L=M,tn=()=>L.createComment(``),nn=e=>e===null||typeof e!=`object`&&typeof e!=`function`,rn=Array.isArray,an=e=>rn(e)||typeof e?.[Symbol.iterator]==`function`,on=`[ 	
\f\r]`,sn=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,cn=/-->/g,ln=/>/g,R=RegExp(`>|${on}(?:([^\\s"'>=/]+)(${on}*=${on}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,`g`),un=/'/g,dn=/"/g,fn=/^(?:script|style|textarea|title)$/i,z=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),B=Symbol.for(`lit-noChange`),V=Symbol.for(`lit-nothing`),pn=new WeakMap,H=L.createTreeWalker(L,129);function mn(e,t){if(!rn(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return Zt===void 0?t:Zt.createHTML(t)}var hn=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=sn;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===sn?c[1]===`!--`?o=cn:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=R):(fn.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=R):o=ln:o===R?c[0]===`>`?(o=i??sn,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?R:c[3]===`"`?dn:un):o===dn||o===un?o=R:o===cn||o===ln?o=sn:(o=R,i=void 0);let d=o===R&&e[t+1].startsWith(`/>`)?` `:``;a+=o===sn?n+en:l>=0?(r.push(s),n.slice(0,l)+Qt+n.slice(l)+I+d):n+I+(l===-2?t:d)}return[mn(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},gn=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=hn(t,n);if(this.el=e.createElement(l,r),H.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=H.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(Qt)){let t=u[o++],n=i.getAttribute(e).split(I),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?bn:r[1]===`?`?xn:r[1]===`@`?Sn:yn}),i.removeAttribute(e)}else e.startsWith(I)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(fn.test(i.tagName)){let e=i.textContent.split(I),t=e.length-1;if(t>0){i.textContent=Xt?Xt.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],tn()),H.nextNode(),c.push({type:2,index:++a});i.append(e[t],tn())}}}else if(i.nodeType===8){if(i.data===$t)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(I,e+1))!==-1;)c.push({type:7,index:a}),e+=I.length-1}}a++}}static createElement(e,t){let n=L.createElement(`template`);return n.innerHTML=e,n}};function U(e,t,n=e,r){if(t===B)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=nn(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=U(e,i._$AS(e,t.values),i,r)),t}var _n=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??L).importNode(t,!0);H.currentNode=r;let i=H.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new vn(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Cn(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=H.nextNode(),a++)}return H.currentNode=L,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},vn=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=V,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=U(this,e,t),nn(e)?e===V||e==null||e===``?(this._$AH!==V&&this._$AR(),this._$AH=V):e!==this._$AH&&e!==B&&this._(e):e._$litType$===void 0?e.nodeType===void 0?an(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==V&&nn(this._$AH)?this._$AA.nextSibling.data=e:this.T(L.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=gn.createElement(mn(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new _n(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=pn.get(e.strings);return t===void 0&&pn.set(e.strings,t=new gn(e)),t}k(t){rn(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(tn()),this.O(tn()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=Yt(e).nextSibling;Yt(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},yn=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=V,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=V}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=U(this,e,t,0),a=!nn(e)||e!==this._$AH&&e!==B,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=U(this,r[n+o],t,o),s===B&&(s=this._$AH[o]),a||=!nn(s)||s!==this._$AH[o],s===V?e=V:e!==V&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===V?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},bn=class extends yn{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===V?void 0:e}},xn=class extends yn{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==V)}},Sn=class extends yn{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=U(this,e,t,0)??V)===B)return;let n=this._$AH,r=e===V&&n!==V||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==V&&(n===V||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Cn=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){U(this,e)}},wn={M:Qt,P:I,A:$t,C:1,L:hn,R:_n,D:an,V:U,I:vn,H:yn,N:xn,U:Sn,B:bn,F:Cn},Tn=Jt.litHtmlPolyfillSupport;Tn?.(gn,vn),(Jt.litHtmlVersions??=[]).push(`3.3.3`);var En=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new vn(t.insertBefore(tn(),e),e,void 0,n??{})}return i._$AI(e),i},Dn=globalThis,W=class extends F{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=En(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return B}};W._$litElement$=!0,W.finalized=!0,Dn.litElementHydrateSupport?.({LitElement:W});var On=Dn.litElementPolyfillSupport;On?.({LitElement:W}),(Dn.litElementVersions??=[]).push(`4.2.2`);var kn=class{#e;#t;#n;copied;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}async copy(e,t){this.#t(``);try{await navigator.clipboard.writeText(t),this.copied=e,this.#t(`Copied: ${e}.`)}catch{this.#n={what:e,text:t}}this.#e.requestUpdate()}forget(){this.copied=void 0}hostUpdated(){let e=this.#e.renderRoot.querySelector(`dialog.by-hand`);!e||e.open||(e.showModal(),e.querySelector(`textarea`)?.select())}dialog(){if(!this.#n)return V;let{what:e,text:t}=this.#n;return z`<dialog class="by-hand" aria-label="Copy: ${e}" @close=${()=>{this.#n=void 0,this.#e.requestUpdate()}}>
      <p>The browser allows no copying here. Copy it by hand:</p>
      <textarea readonly aria-label=${e} .value=${t}></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`}},An=class{#e;current;constructor(e){this.#e=e,e.addController(this)}hostDisconnected(){this.current=void 0}begin(e){this.current=e,this.#e.requestUpdate()}end(){this.current&&(this.current=void 0,this.#e.requestUpdate())}is(e,t){return this.current?.group===e&&this.current.index===t}},jn=class{#e;#t;#n;current;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostDisconnected(){this.#n?.abort(),this.current=void 0}start(e,t,n){if(e.button!==0)return;let r=e.currentTarget,i=r.closest(`.rows`);if(!i)return;r.setPointerCapture(e.pointerId);let a=new AbortController;this.#n=a;let{signal:o}=a,s=({clientY:e})=>{let r=[...i.querySelectorAll(`[data-row]`)],a=r.findIndex(t=>e<t.getBoundingClientRect().bottom);this.current={group:t.id,from:n,to:a<0?r.length-1:a},this.#e.requestUpdate()},c=e=>{a.abort();let r=this.current?.to??n;this.current=void 0,this.#e.requestUpdate(),e&&this.#t(t,n,r)};r.addEventListener(`pointermove`,s,{signal:o}),r.addEventListener(`pointerup`,()=>c(!0),{signal:o}),r.addEventListener(`pointercancel`,()=>c(!1),{signal:o})}},Mn=1e4,Nn=class{#e;#t;#n;#r;#i;#a=!1;#o=Promise.resolve();#s=!1;constructor(e,t,n){this.#e=n;let r=In(e),i=r.then(Rn).then(e=>{this.#r=e,this.#c(e)}),a=Ln(i).then(async()=>{this.#s||this.#c(await zn(t,r))});this.#t=Promise.any([i,a]),this.#t.catch(()=>{})}ask(e){this.#i=e,this.#a||this.#l()}async inspect(e){await this.#t;let t=await this.#u(t=>t.inspect(e));if(!t)throw Error(`The engine is closed.`);return t}close(){this.#s=!0,this.#i=void 0,this.#n?.close()}#c(e){this.#s||this.#n?.where===`worker`?e.close():(this.#n=e,this.#e.ready(e.about,e.where))}async#l(){this.#a=!0;for(let e=this.#d();e;e=this.#d())try{await this.#t;let t=this.#d()??e,n=await this.#u(e=>e.ask(t));n&&!this.#s&&this.#e.answered(t,n)}catch(e){this.#s||this.#e.failed(Fn(e))}this.#a=!1}async#u(e){let t=this.#o,n=()=>{};this.#o=new Promise(e=>{n=e}),await t;try{return this.#n&&await e(this.#n)}catch(t){if(!(t instanceof Pn)||!this.#r||this.#s)throw t;return this.#n?.close(),this.#n=this.#r,this.#e.ready(this.#r.about,this.#r.where),await e(this.#r)}finally{n()}}#d(){let e=this.#i;return this.#i=void 0,e}},Pn=class extends Error{};function Fn(e){return e instanceof AggregateError?e.errors[0]:e}async function In(e){let t=await fetch(e);if(!t.ok)throw Error(`${e} answered with status ${t.status}.`);return t.arrayBuffer()}async function Ln(e){await e.catch(()=>{}),await new Promise(e=>setTimeout(e))}async function Rn(e){let t=await le(e),n=tt(t);return{where:`page`,about:n,ask:async e=>nt(t,n.description,e),inspect:async e=>rt(t,e),close(){}}}async function zn(e,t){let n=e();try{let e=await Bn(n,t.then(e=>({module:e})));if(!(`about`in e))throw Error(`error`in e?e.error:`no engine`);return{where:`worker`,about:e.about,async ask(e){let t=await Bn(n,Promise.resolve({question:e}));if(!(`answer`in t))throw Error(`error`in t?t.error:``);return t.answer},async inspect(e){let t=await Bn(n,Promise.resolve({inspect:e}));if(!(`inspection`in t))throw Error(`error`in t?t.error:``);return t.inspection},close:()=>n.terminate()}}catch(e){throw n.terminate(),e}}function Bn(e,t){return new Promise((n,r)=>{let i=new AbortController,{signal:a}=i,o=e=>{clearTimeout(s),i.abort(),r(e)},s=setTimeout(()=>o(new Pn(`The worker does not answer.`)),Mn);e.addEventListener(`message`,({data:e})=>{clearTimeout(s),i.abort(),n(e)},{signal:a}),e.addEventListener(`error`,e=>{e.preventDefault(),o(new Pn(e.message||`The worker could not be loaded.`))},{signal:a}),t.then(t=>e.postMessage(t)).catch(o)})}var Vn=150,Hn=class{#e;#t;#n;#r;#i;#a;#o=[];about;place;answer;opening=!0;opened;#s=()=>{};trouble;constructor(e,t){this.#e=e,this.#t=t,this.opened=new Promise(e=>{this.#s=e}),e.addController(this)}get current(){return this.#i!==void 0&&this.#i===this.#r}get answered(){return this.#i}hostConnected(){this.#e.requestUpdate()}hostUpdate(){this.#e.isConnected&&!this.#n&&this.#c()}hostDisconnected(){this.restart()}restart(){this.#n?.close(),this.#n=void 0}hostUpdated(){this.#d()}ask(e){this.#r=e,this.#n?.ask(e)}edited(){this.#a??=performance.now()}settled(){return this.current?Promise.resolve():new Promise(e=>this.#o.push(e))}async inspect(e){if(!this.#n)throw Error(`There is no engine.`);return this.#n.inspect(e)}#c(){let{workerUrl:e,moduleUrl:t}=this.#e,n=()=>e?new Worker(new URL(e,M.baseURI),{type:`module`}):new Worker(new URL(new URL(`worker-DPiWArcJ.js`,import.meta.url).href,``+import.meta.url),{type:`module`}),r=t?new URL(t,M.baseURI):new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url);this.#n=new Nn(r,n,{ready:(e,t)=>{this.about=e,this.place=t,this.#e.requestUpdate()},answered:(e,t)=>{this.#l(),this.answer=t,this.#i=e,this.trouble=void 0,this.current&&this.#u(),this.#t.answered(e,t)},failed:e=>{this.#l(),this.trouble=`The engine did not answer. ${e}`,this.#u(),this.#t.failed(this.trouble)}}),this.ask(this.#t.first()),this.opening&&setTimeout(()=>this.#l(),Vn)}#l(){this.opening&&(this.opening=!1,this.#e.requestUpdate(),this.#s())}#u(){for(let e of this.#o.splice(0))e()}#d(){if(this.answer){if(this.#a===void 0){performance.getEntriesByName(`claims-preview:first`).length===0&&performance.mark(`claims-preview:first`);return}this.current&&(performance.clearMeasures(`claims-preview:edit`),performance.measure(`claims-preview:edit`,{start:this.#a}),this.#a=void 0)}}},Un=class{#e;#t;constructor(e){this.#e=e,e.addController(this)}next(e){this.#t=e}hostUpdated(){if(this.#t===void 0)return;let e=this.#t;this.#t=void 0,queueMicrotask(()=>this.#e.renderRoot.querySelector(e)?.focus())}},Wn=class{#e;#t=[];#n=[];#r;#i=0;constructor(e){this.#e=e,e.addController(this)}hostDisconnected(){this.pause()}get canUndo(){return this.#t.length>0}get canRedo(){return this.#n.length>0}clear(){this.#t=[],this.#n=[],this.pause()}pause(){this.#r=void 0}record(e,t,{joined:n=!1,withSaved:r=!1}={}){let i=performance.now();(t===void 0||t!==this.#r||!n&&i-this.#i>1500)&&(this.#t=[...this.#t.slice(-99),{state:e,withSaved:r}]),this.#n=[],this.#r=t,this.#i=i,this.#e.requestUpdate()}undo(e){return this.#a(this.#t,this.#n,e)}redo(e){return this.#a(this.#n,this.#t,e)}#a(e,t,n){let r=e.pop();if(r)return t.push({state:n,withSaved:r.withSaved}),this.pause(),r.withSaved?r.state:{...r.state,saved:n.saved}}},Gn=class{text;constructor(e){this.text=e}},Kn=/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;function qn(e){let t=[],n=Te(e,t,{allowTrailingComma:!0});return n&&t.length===0?Xn(Jn(n,e)):void 0}function Jn(e,t){let{type:n,children:r=[],offset:i,length:a}=e;return n===`number`?new Gn(t.slice(i,i+a)):n===`array`?r.map(e=>Jn(e,t)):n===`object`?new Map(r.map(({children:[e,n]=[]})=>[e?.value,n&&Jn(n,t)])):e.value}async function Yn(e){let{parse:t}=await Tt(async()=>{let{parse:e}=await import(`./browser-ZSESJBWY-DquWCPgV.js`);return{parse:e}},[],import.meta.url),n={tag:`tag:yaml.org,2002:float`,default:!0,test:Kn,resolve:e=>new Gn(e)},r={maxAliasCount:100,mapAsMap:!0,customTags:e=>[n,...e]};try{return Xn(t(e,r))}catch{return}}function Xn(e){return e instanceof Map||Array.isArray(e)?`${Zn(e,``)}
`:void 0}function Zn(e,t){if(e instanceof Gn)return e.text;let n=`${t}  `;return Array.isArray(e)?Qn(`[]`,e.map(e=>Zn(e,n)),t):e instanceof Map?Qn(`{}`,[...e].map(([e,t])=>{let r=e instanceof Gn?e.text:String(e);return`${JSON.stringify(r)}: ${Zn(t,n)}`}),t):JSON.stringify(e)??`null`}function Qn([e,t],n,r){return n.length===0?`${e}${t}`:`${e}
${n.map(e=>`${r}  ${e}`).join(`,
`)}
${r}${t}`}var $n=/^[\w-]+\.[\w-]+(?:\.[\w-]*)?$/;function er(e){return e.trim().replace(/^["'`]+|["'`,;]+$/g,``).replace(/^authorization:\s*/i,``).replace(/^bearer\s+/i,``).replace(/\s+/g,``)}function tr(e){let t=er(e);return t.startsWith(`eyJ`)&&$n.test(t)}function nr(e){let t=D.read(e.trim());if(t?.root.type===`object`)return{payload:t};let n=er(e);if(n===``)return{trouble:`There is no token in it.`};let r=n.split(`.`),[i=``,a,o=``]=r;if(r.length===5)return{trouble:`This token is encrypted (a JWE): only its audience can read it.`};if(!$n.test(n)||a===void 0)return{trouble:`This is no JWT: it has no three parts with dots between them. An opaque token holds no claims.`};let s=D.read(rr(a)??``);return s?.root.type===`object`?{payload:s,parts:[i,a,o]}:{trouble:`The token’s middle part is no JSON object. Was it cut within its payload?`}}function rr(e){try{let t=atob(e.replaceAll(`-`,`+`).replaceAll(`_`,`/`));return new TextDecoder(`utf-8`,{fatal:!0}).decode(Uint8Array.from(t,e=>e.charCodeAt(0)))}catch{return}}function ir({payload:e},t){let n=[e.value([`aud`])].flat().filter(e=>typeof e==`string`),r=n.flatMap(e=>{let n=ar(e);return n?.pathname===t?[n.host]:[]}),i=ar(e.string([`iss`])??``)?.host,a=r[0]??i,o=e.string([`scope`]);return{...n.length>0&&{audience:n},...o!==void 0&&{scope:o},...a!==void 0&&{domain:a},...i!==void 0&&i!==a&&{customDomain:i}}}function ar(e){return URL.canParse(e)?new URL(e):void 0}function or({payload:e},t,{tokens:n,decisions:r}){let i=new Map((e.root.children??[]).map(({children:[t,n]=[]})=>[String(t?.value),n?e.raw(n):``])),a=new Map((n[t]??[]).map(({name:e,text:t})=>[e,t])),o=[];for(let[e,t]of a){let n=i.get(e);n===void 0?o.push({is:`not there`,claim:e,preview:t}):sr(n,t)?o.push({is:`same`,claim:e,value:n}):o.push({is:`other`,claim:e,value:n,preview:t})}let s=r.filter(e=>e.token===t&&e.verdict===`ignored`&&!a.has(e.claim));for(let e of s){let{claim:t}=e,n=i.get(t);o.push(n===void 0?{is:`missing`,claim:t,decision:e}:{is:`surplus`,claim:t,value:n,decision:e})}let c=new Set(o.map(({claim:e})=>e));for(let[e,t]of i)c.has(e)||o.push({is:`unmapped`,claim:e,value:t});return o}function sr(e,t){let n=e=>(e.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)??[]).map(e=>e.startsWith(`"`)?JSON.stringify(JSON.parse(e)):e).join(``);return e===t||n(e)===n(t)}function cr({payload:e},t){let n=e.value([`aud`]);return t!==void 0&&[n].flat().includes(t)||e.node([`nonce`])||e.node([`at_hash`])?`id_token`:`access_token`}function lr(e){let t=[`access_token`,`id_token`,`saml_configuration`].filter(t=>e.node([t])!==void 0),n=t=>t===`access_token`&&Be(e),[r,i]=[t.filter(n),t.filter(e=>!n(e))];return[{collection:`resource-servers`,id:e.string([`id`]),members:r},{collection:`clients`,id:e.string([`client_id`]),members:i}].filter(({members:e})=>e.length>0)}function ur(e){return lr(e).length>0}function dr(e){let t=e.string([`tenant`,`domain`])||`YOUR_DOMAIN`;return lr(e).map(({collection:n,id:r,members:i})=>{let a=encodeURIComponent(r||`YOUR_ID`),o=i.map(t=>{let n=e.node([t]);return`${JSON.stringify(t)}: ${n&&e.raw(n)}`});return[`curl --request PATCH ${fr(`https://${t}/api/v2/${n}/${a}`)} \\`,`  --header 'Authorization: Bearer YOUR_TOKEN' \\`,`  --header 'Content-Type: application/json' \\`,`  --data ${fr(`{ ${o.join(`, `)} }`)}`,``].join(`
`)}).join(`
`)}function fr(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function pr(e,t){return`[
${mr(`from the preview`,e,t)}
]
`}function mr(e,{config:t,session:n,audience:r},i){let a=r.length===1?r[0]:r;return`  {
    ${[`"name": ${JSON.stringify(e)}`,hr(`config`,t),hr(`session`,n),`"audience": ${JSON.stringify(a)}`,i.reading&&!i.reading.error?gr(i.reading):_r(i)].join(`,
    `)}
  }`}function hr(e,t){return D.read(t)?`"${e}": ${t.trim().replaceAll(`
`,`
    `)}`:`"${e}_text": ${JSON.stringify(t)}`}function gr({tokens:e,attributes:t,decisions:n}){let r=[];for(let[t,n]of Object.entries(e)){let e=n.map(({name:e,text:t})=>`${JSON.stringify(e)}: ${t}`);r.push(`"${t}": { "claims": ${e.length?`{ ${e.join(`, `)} }`:`{}`} }`)}if(t){let e=t.map(({name:e,values:t})=>`{ "name": ${JSON.stringify(e)}, "values": [${t.join(`, `)}] }`);r.push(`"saml": { "attributes": [${e.join(`, `)}] }`)}let i=n.flatMap(({token:e,claim:t,reason:n})=>n&&e!==`saml`?[JSON.stringify({token:e,claim:t,reason:n})]:[]);return r.push(`"ignored": [${i.join(`, `)}]`),`"want": {
      ${r.join(`,
      `)}
    }`}function _r({reading:e,failure:t}){if(e?.error){let{code:t,token:n}=e.error;return`"want_error": ${JSON.stringify({code:t,token:n})}`}let n=t?.problems.map(({code:e})=>e).sort();return`"want_error": ${JSON.stringify({code:t?.code,problems:n})}`}function vr(e,t,n){return`[
${t.flatMap(({name:t,session:r,audience:i},a)=>{let o=n[a];return o?[mr(t,{config:e,session:r,audience:i},o.edited)]:[]}).join(`,
`)}
]
`}function yr(e){let{root:t}=e,n=t.type===`array`?t.children??[]:[t];if(n.length===0||!n.every(e=>e.type===`object`&&br(e).some(e=>/^want(?:_|$)/.test(e))))return;let r=[],i=new Set;for(let[t,a]of n.entries()){let n=Sr(e,a,`config`),o=Sr(e,a,`session`),s=wr(e,a);if(n===void 0||o===void 0||s===void 0)continue;i.add(n);let c=xr(a,`name`);r.push({name:String(c?.value??`vector ${t+1}`),session:o,audience:s})}let[a]=i;return{scenarios:r,skipped:n.length-r.length,...i.size===1&&a!==void 0&&{config:a}}}var br=({children:e=[]})=>e.map(({children:[e]=[]})=>String(e?.value));function xr(e,t){return e.children?.find(({children:e})=>e?.[0]?.value===t)?.children?.[1]}function Sr(e,t,n){let r=xr(t,n);if(r)return e.raw(r).includes(`"$repeat"`)?void 0:`${Cr(e,r)}
`;let i=xr(t,`${n}_text`);return i?i.type===`string`?String(i.value):void 0:xr(t,`${n}_base64`)||xr(t,`${n}_file`)?void 0:`{}`}function Cr(e,t){let n=e.text.slice(e.text.lastIndexOf(`
`,t.offset)+1,t.offset);return e.raw(t).replaceAll(`
${/^[ \t]*/.exec(n)?.[0]??``}`,`
`)}function wr(e,t){let n=xr(t,`audience`);if(!n)return br(t).some(e=>e.startsWith(`audience_`))?void 0:[``];let r=[JSON.parse(e.raw(n))].flat();return r.every(e=>typeof e==`string`)?r:void 0}async function Tr(e,t){let n=e.replace(/^\ufeff/,``).trim();if(n===``)return{trouble:`There is nothing in it.`};if(tr(n)){let e=nr(n);return`trouble`in e?e:{what:`a token`,token:n}}if(/^(?:curl|http|https|wget)\s/.test(n))return Br(n,t);let r=await Dr(n);return r?Or(r,t):{trouble:Er(n)}}function Er(e){return`\u201C${e.slice(0,40).replace(/\s+/g,` `)}${e.length>40?`…`:``}\u201D is neither JSON nor YAML, a token or a curl command. Nothing was changed.`}async function Dr(e){let t=D.read(e,1/0);if(t)return t;let n=qn(e)??(e.includes(`
`)?await Yn(e):void 0);return n===void 0?void 0:D.read(n,1/0)}async function Or(e,t){let{root:n}=e;if(n.type!==`object`&&n.type!==`array`)return{trouble:`This is a ${n.type} by itself. Nothing was changed.`};let r=yr(e);if(r){let e=[...t.scenarios,...r.scenarios],n=r.skipped?`, and ${r.skipped} that the page cannot read`:``;return{what:`${Hr(r.scenarios.length,`vector`)}${n}: each is a scenario`,change:{scenarios:e,...r.config!==void 0&&{config:r.config}}}}let i=kr(e),{validation:a,session:o}=await t.inspect(i),s=a.warnings.filter(({code:e})=>e===`unread_mappings`).flatMap(({path:e})=>e===void 0?[]:[e]);if(s.length>0)return Pr(e,s,t);let c=A(e);if(e.node([`transaction`])&&(e.node([`user`])||e.node([`client`])))return zr(e,t.description);if(Mr(e,c))return{what:Nr(e),change:{config:i}};let l=o?.warnings.find(({code:e})=>e===`session_form`)?.form;if(l===`token`)return{what:`the payload of a token`,token:i};if(l===`user_profile`)return{what:`the profile of a user, who logs in`,change:{session:`{
  "user": ${i.trim().replaceAll(`
`,`
  `)}
}
`}};if(l===`bare_with_scope`)return{what:`an anonymous session with its request`,change:{session:Ar(e)}};if(l===`wrapped`){let n=jr(e);if(n)return Or(n,t)}return n.type===`array`?{trouble:`This is a list without mappings in it. Nothing was changed.`}:{what:`${o?.form===`transaction`?`a transaction`:`an anonymous session`}: the sample session`,change:{session:i}}}var kr=e=>`${e.text.trim()}
`;function Ar(e){let t=e.root.children??[],n=({children:e})=>[`scope`,`protocol`,`grant`].includes(String(e?.[0]?.value)),r=t=>t.map(t=>e.raw(t));return`{
  "anonymous_session": {
    ${r(t.filter(e=>!n(e))).join(`,
    `)}
  },
  ${r(t.filter(n)).join(`,
  `)}
}
`}function jr(e){let[t]=(e.root.children??[]).filter(({children:e})=>e?.[1]?.type===`object`).map(({children:e})=>e?.[1]);return t&&D.read(e.raw(t),1/0)}function Mr(e,t){return t.some(({path:t})=>e.node(t))?!0:[`client_id`,`identifier`].some(t=>e.string([t])!==void 0)}function Nr(e){let t=e.string([`name`]);return`an ${e.node([`client_id`])||!e.node([`identifier`])?`application`:`API`}${t===void 0?``:`, ${t}`}`}async function Pr(e,t,n){let r=new Map,i=new Set;for(let a of t){let t=Me(a),o=await Fr(e,t,n);if(o===void 0){let n=Rr(e,t)??`list ${r.size+1}`,i=e.at(a),o=`{ "${t.some(e=>/^id_?token$/i.test(e))?`id_token`:`access_token`}": { "custom_claim_mappings": ${i&&e.raw(i)} } }`;r.set(a,{label:n,config:`${o}
`})}else r.set(o,Ir(e,o,n)),i.add(o.slice(0,o.lastIndexOf(`/`)))}let[a]=r.values();for(let t of i){let i=t===``?e.root:e.at(t);i?.type===`array`&&i.children?.forEach((i,a)=>{let o=`${t}/${a}`;i.type===`object`&&!r.has(o)&&r.set(o,Ir(e,o,n))})}let o=[...r.values()];return o.length===1&&a?{what:`an export with one application, ${a.label}`,change:{config:a.config}}:{what:`an export of ${o.length} applications and APIs`,choices:o}}async function Fr(e,t,{inspect:n}){for(let r=t.length-1;r>0;r--){let i=k(t.slice(0,r)),a=e.at(i);if(a?.type!==`object`)continue;let{warnings:o}=(await n(e.raw(a))).validation,s=k(t.slice(r));if(!o.some(({code:e,path:t})=>e===`unread_mappings`&&t===s))return i}}function Ir(e,t,{description:n}){let r=Lr(e,e.at(t)),i=D.read(r),a=i?Ve(i,n).used:0;return{label:`${i?.string([`name`])??i?.string([`client_id`])??t} (${a?Hr(a,`mapping`):`no mappings`})`,config:r}}function Lr(e,t){let n=e.text.slice(e.text.lastIndexOf(`
`,t.offset)+1,t.offset),r=/^[ \t]*/.exec(n)?.[0]??``;return`${e.raw(t).replaceAll(`
${r}`,`
`)}
`}function Rr(e,t){for(let n=t.length-1;n>=0;n--){let r=e.at(k([...t.slice(0,n),`name`]));if(r?.type===`string`)return String(r.value)}}function zr(e,{protocols:t}){let n=[];for(let t of[`anonymous_session`,`user`]){let r=e.node([t]);r?.type===`object`&&n.push(`"${t}": ${e.raw(r)}`)}let r=e.value([`transaction`,`requested_scopes`]);Array.isArray(r)&&n.push(`"scope": ${JSON.stringify(r.join(` `))}`);let i=e.string([`transaction`,`protocol`])??``,a=t.find(e=>i.startsWith(e));a!==void 0&&a!==t[0]&&n.push(`"protocol": ${JSON.stringify(a)}`);let o=e.string([`resource_server`,`identifier`]);return{what:`an Action\u2019s event: its session, user and scopes${o===void 0?``:`, and the audience`}`,change:{session:`{
  ${n.join(`,
  `)}
}
`,...o!==void 0&&{audience:[o]}}}}function Br(e,{config:t}){let n=Vr(e),r=n===void 0?void 0:D.read(n);if(r?.root.type!==`object`)return{trouble:`This is a command without JSON to send (--data '{ … }'). Nothing was changed.`};let[,i,a]=/\/(clients|resource-servers)\/([^\s'"/?]+)/.exec(e)??[],o=i===`clients`?`client_id`:`id`,s=t?.string([o]),c=a!==void 0&&s!==void 0&&s!==decodeURIComponent(a);if(t?.root.type!==`object`||c){let e=a===void 0?r.text:r.set([o],decodeURIComponent(a));return{what:`a PATCH of ${c?`another application`:`an application`}`,change:{config:`${e.trim()}
`}}}let l=t;for(let{children:[e,t]=[]}of r.root.children??[])t&&l&&(l=D.read(l.setRaw([String(e?.value)],r.raw(t))));return{what:`a PATCH: what it sends is in the config now`,change:{config:l?.text??t.text}}}function Vr(e){let t=/\s(?:--data(?:-raw|-binary)?|-d)[ =]*/.exec(e);if(!t)return;let n=e.slice(t.index+t[0].length);if(n.startsWith(`'`)){let[e=``]=/^'[^']*'(?:\\''[^']*')*/.exec(n)??[];return e.slice(1,-1).replaceAll(`'\\''`,`'`)}let[r]=/^"(?:[^"\\]|\\.)*"/s.exec(n)??[];return r?.slice(1,-1).replace(/\\(["\\$`])/g,`$1`)}function Hr(e,t){return`${e} ${t}${e===1?``:`s`}`}var Ur=class{#e;#t;notice;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#e.addEventListener(`paste`,this.#r),this.#e.addEventListener(`dragover`,this.#i),this.#e.addEventListener(`drop`,this.#a)}hostDisconnected(){this.#e.removeEventListener(`paste`,this.#r),this.#e.removeEventListener(`dragover`,this.#i),this.#e.removeEventListener(`drop`,this.#a)}async take(e){let t=await this.#t.helpers();if(!t)return;let n=await Tr(e,t);`trouble`in n?this.tell(n.trouble):`token`in n?(this.#n({text:`Taken for ${n.what}.`,mood:`good`,undo:!1}),this.#t.check(n.token)):`choices`in n?this.#n({text:`Taken for ${n.what}. Which of ${n.choices.length}?`,mood:`good`,undo:!1,choices:n.choices}):(this.#t.edit(n.change),this.#n({text:`Taken for ${n.what}.`,mood:`good`,undo:!0}))}async takeFile(e){let t=Gr(new Uint8Array(await e.arrayBuffer()));t===void 0?this.tell(`The file is no text in UTF-8. Save it as UTF-8, and drop it again.`):await this.take(t)}choose({label:e,config:t}){this.#t.edit({config:t}),this.#n({text:`Taken: ${e}.`,mood:`good`,undo:!0})}dismiss(){this.notice&&(this.notice=void 0,this.#e.requestUpdate())}tell(e,t=!1){e===void 0?this.dismiss():this.#n({text:e,mood:t?`good`:`bad`,undo:t})}#n(e){this.notice=e,this.#t.say(e.text),this.#e.requestUpdate()}#r=e=>{let t=Wr(e);if(t&&!t.closest(`.paste`))return;let[n]=e.clipboardData?.files??[],r=e.clipboardData?.getData(`text/plain`);!n&&!r||(e.preventDefault(),r?this.take(r):n&&this.takeFile(n))};#i=e=>{e.dataTransfer?.types.includes(`Files`)&&e.preventDefault()};#a=e=>{let[t]=e.dataTransfer?.files??[],[n]=e.composedPath(),r=n instanceof Element&&n.closest(`.paste`)?e.dataTransfer?.getData(`text/plain`):void 0;!t&&!r||(e.preventDefault(),t?this.takeFile(t):r&&this.take(r))}};function Wr(e){let t=M.activeElement;for(;t?.shadowRoot?.activeElement;)t=t.shadowRoot.activeElement;return[t,...e.composedPath()].find(e=>e instanceof Element&&e.matches(`input, textarea, [contenteditable=true]`))}function Gr(e){let t=e[0]===255&&e[1]===254?`utf-16le`:e[0]===254&&e[1]===255?`utf-16be`:`utf-8`;try{return new TextDecoder(t,{fatal:!0}).decode(e)}catch{return}}var Kr=class{#e;#t=new ResizeObserver(([e])=>{e&&this.#n(e.contentRect.width)});narrow=!1;constructor(e){this.#e=e,e.addController(this)}hostConnected(){this.#n(this.#e.getBoundingClientRect().width),this.#t.observe(this.#e)}hostDisconnected(){this.#t.disconnect()}#n(e){let t=e>0&&e<=860;t!==this.narrow&&(this.narrow=t,this.#e.requestUpdate())}},qr=class{#e;#t;#n;constructor(e){this.#e=e,e.addController(this)}hostConnected(){this.#e.renderRoot.addEventListener(`pointerover`,this.#r),this.#e.renderRoot.addEventListener(`pointerout`,this.#r),this.#e.renderRoot.addEventListener(`focusin`,this.#i),this.#e.renderRoot.addEventListener(`focusout`,this.#i)}hostDisconnected(){this.#e.renderRoot.removeEventListener(`pointerover`,this.#r),this.#e.renderRoot.removeEventListener(`pointerout`,this.#r),this.#e.renderRoot.removeEventListener(`focusin`,this.#i),this.#e.renderRoot.removeEventListener(`focusout`,this.#i),this.#t=void 0,this.#n=void 0}get current(){return this.#t??this.#n}point(e){Yr(e,this.#t)||(this.#t=e,this.#e.requestUpdate())}#r=e=>{let{relatedTarget:t}=e,n=t instanceof Node&&this.#e.renderRoot.contains(t);if(e.type===`pointerout`){n||this.point(void 0);return}let r=e.composedPath();r.some(e=>e instanceof Element&&e.localName===`claims-editor`)||this.point(Jr(r))};#i=e=>{let t=e.type===`focusout`?void 0:Jr(e.composedPath());Yr(t,this.#n)||(this.#n=t,this.#e.requestUpdate())}};function Jr(e){let t=e.find(e=>e instanceof yt&&e.dataset.claim!==void 0),{token:n=``,claim:r=``}=t?.dataset??{};return t&&{token:n,claim:r}}function Yr(e,t){return e?.token===t?.token&&e?.claim===t?.claim}var Xr=class{#e=!1;#t=[];constructor(e){e.addController(this)}hostConnected(){addEventListener(`pointerdown`,this.#n,{capture:!0}),addEventListener(`pointerup`,this.#r,{capture:!0}),addEventListener(`pointercancel`,this.#r,{capture:!0})}hostDisconnected(){removeEventListener(`pointerdown`,this.#n,{capture:!0}),removeEventListener(`pointerup`,this.#r,{capture:!0}),removeEventListener(`pointercancel`,this.#r,{capture:!0}),this.#r()}after(e){this.#e?this.#t.push(e):e()}#n=()=>{this.#e=!0};#r=()=>{this.#e=!1;let e=this.#t.splice(0);e.length>0&&setTimeout(()=>{for(let t of e)t()})}},Zr=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#e.addEventListener(`keydown`,this.#n,{capture:!0})}hostDisconnected(){this.#e.removeEventListener(`keydown`,this.#n,{capture:!0})}#n=e=>{let t=Qr(e);!t||$r(e,t)||(e.preventDefault(),e.stopPropagation(),this.#t[t]())}};function Qr(e){if(e.altKey||!(e.ctrlKey||e.metaKey)||e.isComposing)return;let t=e.key.toLowerCase();if(t===`s`&&!e.shiftKey)return`save`;if(t===`y`&&!e.shiftKey)return`redo`;if(t===`z`)return e.shiftKey?`redo`:`undo`}function $r(e,t){let[n]=e.composedPath();return t!==`save`&&n instanceof Element&&n.closest(`[data-own-undo]`)!==null}var ei=class{#e;#t;#n;constructor(e,t){this.#e=e,this.#t=t,e.addController(this)}hostConnected(){this.#e.renderRoot.addEventListener(`focusout`,this.#r)}hostDisconnected(){this.#e.renderRoot.removeEventListener(`focusout`,this.#r),this.#i()}hold(){if(this.#n?.isConnected)return;let e=this.#e.renderRoot.querySelector(`.verdict`);e&&(this.#n=e,e.style.blockSize=`${e.getBoundingClientRect().height}px`,e.classList.add(`held`))}#r=()=>this.#t.after(this.#i);#i=()=>{this.#n?.style.removeProperty(`block-size`),this.#n?.classList.remove(`held`),this.#n=void 0}},ti=[`access_token`,`id_token`,`userinfo`,`saml`];function ni(e,t){let[n,r]=[ri(e),ri(t)];return r===void 0?e.reading&&t.reading&&n===void 0?ii(e.reading,t.reading):`There were no tokens before: ${n}`:n===void 0?`There would be no tokens: ${r}`:r}function ri({reading:e,failure:t}){return t?.message??e?.error?.message}function ii(e,t){return ti.flatMap(n=>{let[r,i]=[ai(e,n),ai(t,n)],a=[];for(let e of new Set([...r.keys(),...i.keys()])){let[t,o]=[r.get(e),i.get(e)];t!==o&&a.push({token:n,claim:e,...t!==void 0&&{before:t},...o!==void 0&&{after:o}})}return a})}function ai(e,t){let n=t===`saml`?(e.attributes??[]).map(({name:e,values:t})=>({name:e,text:`[${t}]`})):e.tokens[t]??[];return new Map(n.map(({name:e,text:t})=>[e,t]))}var G={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},oi=e=>(...t)=>({_$litDirective$:e,values:t}),si=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:ci}=wn,li=e=>e.strings===void 0,ui={},di=(e,t=ui)=>e._$AH=t,fi=oi(class extends si{constructor(e){if(super(e),e.type!==G.PROPERTY&&e.type!==G.ATTRIBUTE&&e.type!==G.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!li(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===B||t===V)return t;let n=e.element,r=e.name;if(e.type===G.PROPERTY){if(t===n[r])return B}else if(e.type===G.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return B}else if(e.type===G.ATTRIBUTE&&n.getAttribute(r)===t+``)return B;return di(e),t}}),pi=700,mi=class{#e;#t;#n=``;#r=``;constructor(e){this.#e=e,e.addController(this)}say(e){e!==this.#r&&(this.#r=e,clearTimeout(this.#t),this.#t=setTimeout(()=>{this.#n=e,this.#e.requestUpdate()},pi))}hostDisconnected(){clearTimeout(this.#t),this.#r=this.#n}render(){return z`<p class="input-announcement" role="status">${this.#n}</p>`}},hi=P`
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
`,gi=50,_i=4,vi=8,yi=320,bi=180,xi=0,Si=class extends W{static properties={value:{type:String},label:{type:String},placeholder:{type:String},messages:{attribute:!1},suggest:{attribute:!1},monospace:{type:Boolean},disabled:{type:Boolean},dimmed:{type:Number}};#e=`claims-field-${++xi}`;#t=new mi(this);#n=!1;#r=[];#i=-1;#a=0;#o;constructor(){super(),this.value=``,this.label=``,this.placeholder=``,this.messages=[],this.suggest=void 0,this.monospace=!1,this.disabled=!1,this.dimmed=0}focus(){this.#k?.focus()}disconnectedCallback(){super.disconnectedCallback(),this.#g()}createRenderRoot(){return this}willUpdate(e){this.#n&&(this.disabled||this.suggest===void 0)&&this.#g(),e.has(`messages`)&&this.contains(this.#O.activeElement)&&this.#S()}render(){return z`
      <span class="field-label" aria-hidden="true">${this.label}</span>
      <div class="field-frame" part="field">
        ${this.#s()} ${this.dimmed>0?this.#c():V}
        ${this.suggest===void 0?V:this.#l()}
      </div>
      ${this.#n?this.#u():V}
      ${this.messages.length>0?this.#d():V}
      ${this.#t.render()}
    `}#s(){let e=this.suggest!==void 0,t=this.#n&&this.#i>=0;return z`<input
      class=${this.monospace?`field-input monospace`:`field-input`}
      part="input"
      type="text"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${fi(this.value)}
      placeholder=${this.placeholder||V}
      ?disabled=${this.disabled}
      aria-label=${this.label}
      aria-invalid=${this.messages.some(Ci)?`true`:V}
      aria-describedby=${this.messages.length>0?`${this.#e}-messages`:V}
      role=${e?`combobox`:V}
      aria-autocomplete=${e?`list`:V}
      aria-haspopup=${e?`listbox`:V}
      aria-expanded=${e?String(this.#n):V}
      aria-controls=${this.#n?`${this.#e}-list`:V}
      aria-activedescendant=${t?this.#E(this.#i):V}
      @input=${this.#f}
      @keydown=${this.#p}
      @blur=${this.#g}
    />`}#c(){let{value:e,dimmed:t}=this;return z`<span class="field-mirror" aria-hidden="true"
      ><span><span class="dim">${e.slice(0,t)}</span>${e.slice(t)}</span></span
    >`}#l(){return z`<button
      class="field-button"
      type="button"
      tabindex="-1"
      aria-label=${`Suggestions: ${this.label}`}
      aria-expanded=${String(this.#n)}
      aria-controls=${this.#n?`${this.#e}-list`:V}
      ?disabled=${this.disabled}
      @mousedown=${wi}
      @click=${this.#m}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M4 6.5 8 10.5 12 6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>`}#u(){let e=this.#D,t=this.#r.length-e.length;return z`<div class="field-popup" popover="manual" @mousedown=${wi}>
      <ul
        class="field-list"
        part="listbox"
        role="listbox"
        id=${`${this.#e}-list`}
        aria-label=${`Suggestions: ${this.label}`}
      >
        ${e.map((e,t)=>z`<li
            class="field-option"
            role="option"
            id=${this.#E(t)}
            aria-selected=${t===this.#i?`true`:`false`}
            @click=${()=>this.#y(e)}
          >
            <span class="field-option-value">${Ti(e.value,this.value)}</span>
            <span class="field-option-detail">${e.detail}</span>
          </li>`)}
      </ul>
      ${t>0?z`<p class="field-more">and ${t} more: type to narrow them down</p>`:V}
    </div>`}#d(){return z`<div class="field-messages" part="messages" id=${`${this.#e}-messages`}>
      ${this.messages.map(({severity:e,text:t})=>z`<p class="field-message" data-severity=${e}>
          <span class="field-severity">${e===`error`?`Error:`:`Warning:`}</span> ${t}
        </p>`)}
    </div>`}updated(){let e=this.#A;e!==void 0&&(`showPopover`in e&&!e.matches(`:popover-open`)&&e.showPopover(),this.#w(),this.#T())}#f(e){this.value=e.currentTarget.value,this.#b(),this.#h(-1)}#p(e){if(this.suggest===void 0||e.isComposing||e.ctrlKey||e.metaKey)return;let t=this.#D[this.#i];switch(e.key){case`ArrowDown`:e.altKey?this.#n||this.#h(-1):this.#n?this.#v(this.#i+1):this.#h(0);break;case`ArrowUp`:e.altKey?this.#g():this.#n?this.#v(Math.max(this.#i,0)-1):this.#h(1/0);break;case`Enter`:if(!this.#n)return;t===void 0?this.#g():this.#y(t);break;case`Escape`:if(!this.#n)return;e.stopPropagation(),this.#g();break;case`Home`:case`End`:case`ArrowLeft`:case`ArrowRight`:this.#n&&this.#_(-1);return;default:return}e.preventDefault()}#m(){this.#k?.focus(),this.#n?this.#g():this.#h(-1)}#h(e){if(this.suggest===void 0||this.disabled)return;this.#r=this.suggest(this.value);let[t,n]=this.#r;if(t===void 0||n===void 0&&t.value===this.value){this.#g();return}let r=this.#n;this.#n=!0,this.#_(Math.min(e,this.#D.length-1)),this.#x(),r||this.#C()}#g=()=>{this.#n&&(this.#n=!1,this.#i=-1,this.#r=[],cancelAnimationFrame(this.#a),this.#o?.disconnect(),this.#t.say(``),this.requestUpdate())};#_(e){this.#i=e,this.requestUpdate()}#v(e){let t=this.#D.length;this.#_((e+t)%t)}#y(e){let t=this.#k;this.#g(),t!==void 0&&e.value!==t.value&&(t.select(),t.ownerDocument.execCommand(`insertText`,!1,e.value)&&t.value===e.value?this.#g():(t.value=e.value,this.value=e.value,this.#b()))}#b(){let e={value:this.value},t=new CustomEvent(`edit`,{bubbles:!0,detail:e});this.dispatchEvent(t)}#x(){let e=this.#r.length,t=this.#D.length;t<e?this.#t.say(`${t} of ${e} suggestions`):this.#t.say(e===1?`1 suggestion`:`${e} suggestions`)}#S(){this.#t.say(this.messages.map(({text:e})=>e).join(` `))}#C(){let e=()=>{this.#w(),this.#a=requestAnimationFrame(e)};this.#a=requestAnimationFrame(e);let t=this.#k;t!==void 0&&(this.#o=new IntersectionObserver(([e])=>{e?.isIntersecting===!1&&this.#g()}),this.#o.observe(t))}#w(){let e=this.#A,t=e?.querySelector(`.field-list`),n=this.querySelector(`.field-frame`);if(e===void 0||!t||n===null)return;let r=n.getBoundingClientRect(),{clientWidth:i,clientHeight:a}=M.documentElement,o=window.visualViewport,s=(o?.offsetTop??0)+vi,c=(o?o.offsetTop+o.height:a)-vi,l=i-2*vi;e.style.minInlineSize=`${Math.min(r.width,l)}px`,e.style.maxInlineSize=`${Math.min(Math.max(r.width,576),l)}px`;let u=Math.min(r.left,i-vi-e.offsetWidth);e.style.left=`${Math.max(u,vi)}px`;let d=e.offsetHeight-t.clientHeight+t.scrollHeight,f=Math.min(d,yi),p=c-r.bottom-_i,m=r.top-_i-s,h=p<Math.min(f,bi)&&m>p;e.style.maxBlockSize=`${Math.max(Math.min(f,h?m:p),0)}px`,e.style.top=h?`auto`:`${r.bottom+_i}px`,e.style.bottom=h?`${a-r.top+_i}px`:`auto`}#T(){let e=this.querySelector(`.field-list`),t=e?.querySelector(`[aria-selected="true"]`);if(!e||!t)return;let n=t.offsetTop-_i,r=t.offsetTop+t.offsetHeight+_i;n<e.scrollTop?e.scrollTop=n:r>e.scrollTop+e.clientHeight&&(e.scrollTop=r-e.clientHeight)}#E(e){return`${this.#e}-option-${e}`}get#D(){return this.#r.slice(0,gi)}get#O(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#k(){return this.querySelector(`.field-input`)??void 0}get#A(){return this.querySelector(`.field-popup`)??void 0}},Ci=e=>e.severity===`error`,wi=e=>e.preventDefault();function Ti(e,t){let n=ft(e,t);if(n===void 0)return e;let{from:r,to:i}=n;return z`${e.slice(0,r)}<mark>${e.slice(r,i)}</mark>${e.slice(i)}`}var Ei=P`
  ${hi}

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
`;N.get(`claims-field`)===void 0&&N.define(`claims-field`,Si);var Di=100,Oi=3,ki=2e3,Ai=0,ji=class extends W{static properties={value:{type:String},label:{type:String},problems:{attribute:!1},readOnly:{type:Boolean,attribute:`readonly`},complete:{attribute:!1},marked:{attribute:!1}};#e=`claims-editor-${++Ai}`;#t=new mi(this);#n=``;#r=``;#i=[];#a=``;#o=!1;#s;#c;#l;#u=!1;#d=!1;#f;constructor(){super(),this.value=``,this.label=``,this.problems=[],this.readOnly=!1,this.complete=void 0,this.marked=void 0}reveal(e,t){this.isConnected&&(this.isUpdatePending&&this.performUpdate(),this.#b(ct(this.value,e),ct(this.value,t)))}focus(){this.#c===void 0?this.#A?.focus():this.#c.focus()}connectedCallback(){super.connectedCallback(),this.#c===void 0?this.#C():(this.#c.moveTo(this.#k),this.#D())}disconnectedCallback(){super.disconnectedCallback(),this.#f?.(),this.#u=!1,queueMicrotask(()=>{this.isConnected||this.#c===void 0||(this.#c.close(),this.#c=void 0,this.#r=this.#n,this.requestUpdate())})}createRenderRoot(){return this}willUpdate(e){if(!e.has(`problems`))return;let t=Mi(this.value,this.problems),n=Ni(t,this.#i);n&&this.value===this.#a||(this.#i=t,this.#a=this.value,this.#o=!0,!n&&this.contains(this.#k.activeElement)&&this.#v())}render(){return z`
      <div class="editor-frame" part="editor">
        <div class="editor-code"></div>
        ${this.#c===void 0?this.#p():V}
      </div>
      ${this.#i.length>0?this.#m():V}
      ${this.#t.render()}
      <div class="editor-tooltips" popover="manual"></div>
    `}#p(){return z`<textarea
      class="editor-text"
      part="textarea"
      aria-label=${this.label}
      aria-invalid=${this.#j?`true`:V}
      aria-describedby=${this.#M??V}
      ?readonly=${this.readOnly}
      rows="12"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      @input=${this.#x}
      @compositionstart=${()=>this.#T(!0)}
      @compositionend=${()=>this.#T(!1)}
      @focus=${this.#w}
    ></textarea>`}#m(){let e=this.#i.slice(0,Di),t=this.#i.length-e.length;return z`
      <p class="input-announcement" id=${`${this.#e}-summary`}>${Pi(this.#i)}</p>
      <ul class="editor-problems" part="problems" aria-label=${`Problems: ${this.label}`}>
        ${e.map(e=>z`<li>
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
        ${t>0?z`<li class="editor-more">and ${t} more</li>`:V}
      </ul>
    `}updated(e){if(e.has(`value`)&&this.#_(st(this.value)),this.#c===void 0){let e=this.#A;e!==void 0&&e.value!==this.#n&&(e.value=this.#n),this.#d||this.#E()}else e.has(`readOnly`)&&this.#c.setReadOnly(this.readOnly),this.#o&&this.#c.setProblems(this.#i),(this.#o||e.has(`label`))&&this.#y(this.#c),this.#o=!1,(e.has(`marked`)||e.has(`value`))&&this.#h(this.#c)}#h(e){let{marked:t,value:n}=this;e.mark(t&&{from:ct(n,t.from),to:ct(n,t.to)})}#g(e){let t={position:this.value.includes(`\r`)?void 0:e},n=new CustomEvent(`point`,{bubbles:!0,detail:t});this.dispatchEvent(n)}#_(e){let t=dt(this.#n,e);if(t!==void 0){if(this.#n=e,this.#c!==void 0){this.#c.replace(t);return}this.#r=e,this.#A?.setRangeText(t.insert,t.from,t.to,`preserve`)}}#v(){let e=this.#i.slice(0,Oi).map(({line:e,message:t})=>`Line ${e}: ${t}`);this.#t.say([`${this.label}: ${Pi(this.#i)}.`,...e].join(` `))}#y(e){e.setAttributes({label:this.label,invalid:this.#j,describedBy:this.#M})}#b(e,t){if(this.#c!==void 0){this.#c.reveal(e,t);return}let n=this.#A;if(n===void 0)return;n.setSelectionRange(e,t),n.focus(),this.#s={from:e,to:t};let[r,i]=pt(this.#n,[e,this.#n.length]);r!==void 0&&i!==void 0&&(n.scrollTop=(r.line-.5)/i.line*n.scrollHeight-n.clientHeight/2)}#x(e){this.#S(e.currentTarget.value)}#S(e){this.#n=e,this.value=e;let t=new CustomEvent(`edit`,{bubbles:!0,detail:{value:e}});this.dispatchEvent(t)}#C(){if(`requestIdleCallback`in window){let e=window.requestIdleCallback(this.#w,{timeout:ki});this.#f=()=>window.cancelIdleCallback(e)}else{let e=setTimeout(this.#w,200);this.#f=()=>clearTimeout(e)}}#w=async()=>{if(this.#u||this.#c!==void 0)return;this.#f?.(),this.#u=!0;let e=await Tt(()=>import(`./codemirror-SVSVQDIY-DVVpc_eJ.js`),[],import.meta.url).catch(()=>{});this.#l=e?.JsonView,this.#d||this.#E()};#T(e){this.#d=e,e||this.#E()}#E(){let e=this.#A,t=this.querySelector(`.editor-code`),n=this.#O;if(this.#l===void 0||this.#c!==void 0||!this.isConnected||e===void 0||t===null||n===void 0)return;e.value!==this.#n&&this.#S(e.value);let r=e.selectionDirection!==`backward`,i=this.#k.activeElement===e,a=new this.#l({parent:t,root:this.#k,tooltipParent:n,label:this.label,readOnly:this.readOnly,original:this.#r,text:this.#n,anchor:r?e.selectionStart:e.selectionEnd,head:r?e.selectionEnd:e.selectionStart,scrollTop:e.scrollTop,onEdit:e=>this.#S(e),onPoint:e=>this.#g(e),complete:(e,t)=>this.complete?.(e,t)});a.setProblems(this.#i),this.#o=!1,this.#y(a),this.#h(a),this.#c=a,this.#D();let{from:o,to:s}=this.#s??{from:-1,to:-1},c=o===e.selectionStart&&s===e.selectionEnd;this.#s=void 0,i&&c?a.reveal(o,s):i&&a.focus(),this.requestUpdate()}#D(){let e=this.#O;e!==void 0&&`showPopover`in e&&e.showPopover()}get#O(){return this.querySelector(`.editor-tooltips`)??void 0}get#k(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#A(){return this.querySelector(`.editor-text`)??void 0}get#j(){return this.#i.some(e=>e.severity===`error`)}get#M(){return this.#i.length>0?`${this.#e}-summary`:void 0}};function Mi(e,t){let n=st(e).length,r=t=>Math.min(Math.max(ct(e,t),0),n),i=t.map(e=>{let t=r(e.from);return{...e,from:t,to:Math.max(r(e.to),t)}}).sort((e,t)=>e.from-t.from||e.to-t.to),a=pt(st(e),i.map(e=>e.from));return i.map((e,t)=>({...e,...a[t]??{line:1,column:1}}))}function Ni(e,t){return e.length===t.length&&e.every((e,n)=>{let r=t[n];return e.from===r?.from&&e.to===r.to&&e.line===r.line&&e.severity===r.severity&&e.message===r.message})}function Pi(e){let t=e.filter(e=>e.severity===`error`).length,n=e.length-t,r=[];return t>0&&r.push(t===1?`1 error`:`${t} errors`),n>0&&r.push(n===1?`1 warning`:`${n} warnings`),r.length>0?r.join(`, `):`no problems`}var Fi=P`
  ${hi}

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
`;N.get(`claims-editor`)===void 0&&N.define(`claims-editor`,ji);function Ii(e,{operators:t,separator:n,escape:r}){if(e===``||/\p{Surrogate}/u.test(e))return;let i=t+n+r;return[...e].map(e=>i.includes(e)||e<=` `||e===``?r+e:e).join(``)}function Li(e,{separator:t,escape:n}){let r=[``],i=!1;for(let a of e)!i&&a===t?r.push(``):(i||a!==n)&&r.push(r.pop()+a),i=!i&&a===n;return r}function Ri(e,t,n){let r=[],i=zi(e.root),a=(t,n)=>{r.length>=500||t.type===`null`||(i.has(t)||r.push({value:n,detail:Hi(e.raw(t))}),o(t,n))},o=(e,t)=>{let r=i.has(e)?Bi(e):void 0;e.children?.forEach((i,o)=>{if(e.type===`array`){o<3&&a(i,t+n.separator+o);return}let[s,c]=i.children??[],l=Ii(String(s?.value??``),n);!c||l===void 0||r?.has(s?.value)||a(c,t+n.separator+l)})};if(t!==void 0)return o(e.root,t),r;for(let t of n.roots){let n=e.node([t]);n&&o(n,t)}return r}function zi(e){let t=new Set,n=[e];for(let e=n.pop();e;e=n.pop()){for(let t of e.children??[])n.push(t);if(e.type===`object`&&Bi(e).size!==0)for(let n=e;n&&!t.has(n);n=n.parent)t.add(n)}return t}function Bi({children:e=[]}){let[t,n]=[new Set,new Set];for(let{children:[r]=[]}of e)(t.has(r?.value)?n:t).add(r?.value);return n}function Vi(e,t){return Ri(e,void 0,{...t,roots:[`user`]}).map(({value:e,detail:n})=>({value:e.slice(4+t.separator.length),detail:n}))}function Hi(e){let t=e.slice(0,240).replace(/\s+/g,` `);return t.length>60?`${t.slice(0,60)}\u2026`:t}function Ui(e,t){let n=t.toLowerCase(),[r,i]=[[],[]];for(let t of e){let e=t.value.toLowerCase().indexOf(n);e===0?r.push(t):e>0&&i.push(t)}return[...r,...i]}var Wi={session_id:`sess_12345`,user_id:`anon|a7f3b2c9e1`,created_at:`2026-05-01T10:00:00Z`,expires_at:`2026-05-31T10:00:00Z`},Gi={user_id:`auth0|5f7c8ec7c33c6c004bbafe82`,email:`ana@shop.example`,email_verified:!0,name:`Ana García`,user_metadata:{language:`es-ES`},app_metadata:{tier:`gold`,employee_id:`e-1042`}},Ki=[{label:`Session id only`,session:Wi},{label:`Personalization`,session:{...Wi,metadata:{country:`Spain`,language:`es-ES`,theme:`dark`,"utm.source":`newsletter`}}},{label:`Guest checkout`,session:{...Wi,metadata:{country:`Spain`,cart_id:`cart:0987654321`,items:`3`,currency:`EUR`}}},{label:`Login with scopes and code`,session:{anonymous_session:{...Wi,metadata:{cart_id:`cart:0987654321`}},user:Gi,scope:`openid profile email`,custom_claims:{access_token:[{name:`https://shop.example/plan`,value:`family`},{name:`email`,value:Gi.email}],id_token:[{name:`loyalty`,value:{points:1200,since:2021}}]}}},{label:`SAML`,session:{user:Gi,protocol:`samlp`,custom_claims:{id_token:[{name:`app_metadata`,value:{tier:`platinum`}}]}}}],qi=`https://api.shop.example`;function Ji(e){let t=`https://${e}/userinfo`;return[{label:`An API of your own`,audience:[qi]},{label:`Management API`,audience:[`https://${e}/api/v2/`]},{label:`Userinfo`,audience:[t]},{label:`MFA API`,audience:[`https://${e}/mfa/`]},{label:`Your API and userinfo`,audience:[qi,t]}]}function Yi(e,t){let n=Xi(e,t),r=n&&e.fix?.code===`change_expression`&&ca(e,t);return[...n?[n]:[],...r?[r]:[]]}function Xi(e,t){if(!e.fix)return;let{code:n,scope:r,path:i,expression:a}=e.fix;switch(n){case`rename_claim`:case`namespace_claim`:return Zi(e,t);case`change_audience`:return{label:`Request it for ${qi}`,change:{audience:[qi]}};case`grant_scope`:return r===void 0?void 0:ra(r,t);case`change_expression`:return a===void 0?void 0:Qi(e,a,t);case`add_user`:return oa(e,t);case`set_value`:return i===void 0?void 0:da(i,t);default:return}}function Zi(e,t){let{config:n,session:r}=t,i=ea(e,t);if([...i].length>t.description.limits.claim_name_characters)return;let a=`Rename to ${i}`;if(e.source===`mapping`){let t=$i(e,n);return t&&{label:a,change:{config:qe(t.config,t.group,t.index,i)}}}let o=r?.value([`custom_claims`,e.token]),s=Array.isArray(o)?o.findIndex(t=>{let n=(t?.value??null)!==null;return t?.name===e.claim&&(e.reason!==`overridden`||n)}):-1;if(!r||s<0)return;let c=r.set([`custom_claims`,e.token,s,`name`],i);return{label:`${a} in the code`,change:{session:c}}}function Qi(e,t,{config:n,description:r}){let i=$i(e,n),{roots:a,separator:o}=r.expressions,s=a.find(e=>t.startsWith(e+o));return i&&{label:`Use ${s===void 0?t:t.slice(s.length+o.length)}`,change:{config:Je(i.config,i.group,i.index,t)}}}function $i({claim:e,token:t},n){let r=n&&A(n).find(({id:e})=>e===t),i=r?.rows.findIndex(t=>t.name===e)??-1;return n&&r&&i>=0?{config:n,group:r,index:i}:void 0}function ea({claim:e,token:t},{config:n,decisions:r,description:i}){let a=/^(?:https?:[/\\]{2}|urn:)/i.test(e)?e.match(/[^/\\:]*$/)?.[0]??``:e,{system_claim:o,forbidden_namespaces:s}=i,c=ta(n,r,s.hosts)+(a||`claim`),l=new Set(r.filter(e=>e.token===t).map(e=>e.claim.toLowerCase()));for(let e of na(n))l.add((o.prefix+e+o.suffix).toLowerCase());let u=c;for(let e=2;l.has(u.toLowerCase());e++)u=`${c}_${e}`;return u}function ta(e,t,n){let r=t.find(({claim:e,verdict:t})=>t===`added`&&/^https?:\/\/[^/]+\/./i.test(e));if(r)return r.claim.slice(0,r.claim.lastIndexOf(`/`)+1);let[,...i]=na(e);return`https://${i.find(e=>/^[\w.-]+$/.test(e)&&!n.some(t=>`.${e.toLowerCase()}`.endsWith(`.${t}`)))??`claims.example`}/`}function na(e){let t=e?.value([`tenant`,`custom_domains`]);return[e?.value([`tenant`,`domain`]),...Array.isArray(t)?t:[]].map(e=>typeof e==`string`?e:``)}function ra(e,t){let n=aa(t,[...ia(t),e]);return n===void 0?void 0:{label:`Grant ${e}`,change:{session:n}}}function ia({session:e,bareRoot:t}){return(t===void 0?e?.string([`scope`]):void 0)?.split(` `).filter(e=>e!==``)??[]}function aa({session:e,bareRoot:t},n){let r=n.join(` `);return la({session:e,bareRoot:t},`scope`,r)}function oa(e,t){let n=la(t,`user`,{}),r=n===void 0?void 0:D.read(n);return r?{label:`Add a user`,change:{session:r.set(sa(e,t.description),ua)}}:void 0}function sa({expression:e,path:t=``},{expressions:n}){return e===void 0?[`user`,...Li(t,n)]:Li(e,n)}function ca(e,t){let{session:n,bareRoot:r,description:i}=t,{at:a,type:o}=e.stopped??{};if(!n||o!==`object`||a===``&&r!==void 0)return;let[s=``,...c]=sa(e,i),l=n.path(k(s===r?c:[s,...c]));if(n.canSet(l))return{label:`Add a value`,change:{session:n.set(l,ua)}}}function la({session:e,bareRoot:t},n,r){if(e?.root.type!==`object`)return;if(t===void 0)return e.set([n],r);let i=e.raw(e.root).replaceAll(`
`,`
  `),a=`${JSON.stringify(n)}: ${JSON.stringify(r)}`;return`{
  ${JSON.stringify(t)}: ${i},
  ${a}
}
`}var ua=`sample`;function da(e,{session:t}){if(t)try{return{label:`Add a value`,change:{session:t.set(t.path(e),ua)}}}catch{return}}function fa(e,t,{path:n,offset:r,message:i},a){let o=n===void 0?void 0:t?.at(n),s=r===void 0?o?.offset??0:Ne(e,r),c=o&&s<=o.offset+o.length?o.offset+o.length:s+1;return{from:s,to:Math.min(Math.max(c,s),e.length),severity:a,message:i}}var pa={access_token:`mapping`,id_token:`ID token mapping`,saml:`attribute`};function ma(e,t,n){let{path:r}=n;for(let{id:e,rows:n}of t&&r!==void 0?A(t):[]){let t=n.findIndex(e=>r===e.place||r?.startsWith(`${e.place}/`));if(t>=0)return`${pa[e]} ${t+1}`}let[i]=pt(e,[fa(e,t,n,`error`).from]);return`line ${i?.line??1}`}function ha(e,t){return e?.failure?.code===t?e.failure.problems:[]}var ga=P`
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
`,_a=P`
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
`,va=P`
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
`,ya=P`
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
`,ba=P`
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
`,xa=P`
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
  ul.missing,
  .changes {
    display: grid;
    gap: 8px;
  }
  ul.missing > li,
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
  ul.missing > li.marked {
    outline: 2px solid var(--cs-accent);
  }
  ul.missing .name > code {
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
`,Sa=P`
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
`,Ca=P`
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
`,wa=P`
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
`,Ta=P`
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
`,Ea=P`
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
`,Da=P`
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
`,Oa=P`
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
`,ka=[P`
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
`,va,ba,Ca,_a,xa,Ea,wa,P`
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
`,Oa,Ta,Da,ga,ya,Sa,Fi,Ei];function Aa(e,t,n){let{path:r,previousNode:i}=we(e,t);if(r.at(-1)!==`expression`||i?.type!==`string`)return;let a=i.offset+1,o=/^(?:[^"\\]|\\.)*/.exec(e.slice(a,i.offset+i.length))?.[0]??``,s=o.length===i.length-2?a+o.length:t;if(!(t<a||t>s))return{from:a,to:s,options:Ui(n,String(i.value??``)).map(({value:e,detail:t})=>({label:e,detail:t,insert:JSON.stringify(e).slice(1,-1)}))}}function ja(e,t,n,r){let{good:i,effective:a,stale:o,draft:s}=e,c=s?.group===t&&s.index===r;if(Ma(e,n))return{state:c?`draft`:`broken`};if(t===`access_token`&&a)return{state:`unused`};let l=o?void 0:i?.reading,u=l?.decisions.find(({token:e,claim:r,source:i,expression:a,path:o})=>e===t&&r===n.name&&Ra(i)&&(a??o)===n.expression);if(!u)return{state:c?`draft`:`unknown`};if(u.verdict===`ignored`)return{state:`missing`,decision:u};let d=l&&Na(l,t,n.name);return{state:`in`,decision:u,...d!==void 0&&{value:d}}}function Ma({answer:e},t){let{problems:n=[]}=e?.validation??{};return n.some(({path:e})=>e===t.place||e?.startsWith(`${t.place}/`))}function Na(e,t,n){if(t===`saml`){let t=e.attributes?.find(e=>e.name===n)?.values;return t&&(t.length===1?t[0]:`[${t.join(`,`)}]`)}return e.tokens[t]?.find(e=>e.name===n)?.text}function Pa(e,t){let n=t===`userinfo`?`id_token`:t;return e.decisions.filter(e=>e.token===n&&(Ra(e.source)||za(e)))}function Fa(e,t){let n=new Set(t===`userinfo`?e.tokens.userinfo?.map(({name:e})=>e):[]);return Pa(e,t).filter(e=>e.verdict===`ignored`&&!n.has(e.claim))}var Ia={access_token:`the access token`,id_token:`the ID token`,userinfo:`userinfo`,saml:`the SAML assertion`};function La({reading:e,without:t,inputs:n},r){let i=Pa(e,r),a=new Set(Fa(e,r)),o=Ia[r],s=(e,t,n)=>{let r=e.filter(e=>!a.has(e)).length,i=e.length+t;return`${r} of ${i} ${n(i)}`},c=r===`userinfo`?`id_token`:r,l=n.config&&A(n.config).find(({id:e})=>e===c)?.place,u=t.filter(e=>e.startsWith(`${l}/`)).length,d=i.filter(({source:e})=>Ra(e)),f=i.filter(za),p=[];d.length+u&&p.push(s(d,u,e=>`mapped ${r===`saml`?`attribute`:`claim`}${e===1?``:`s`}`)),f.length&&p.push(s(f,0,e=>`claim${e===1?``:`s`} set by code`));let m=i.length+u===1?`is`:`are`;return p.length?`${p.join(` and `)} ${m} in ${o}`:`Nothing is mapped into ${o}`}function Ra(e){return e===`mapping`||e===`saml_mapping`}function za({source:e}){return e===`action`}function Ba(e){return e.map(e=>typeof e==`string`?e:e.code).join(``)}function Va(e,t){return Ua(e.reason,e,t)}function Ha(e,t){return(e.also??[]).map(n=>Ua(n,e,t))}function Ua(e,t,n){if(t.stopped){let{reasons:r}=n.description;if(r.find(({code:t})=>t===e)?.fix===`set_value`)return Wa(t,t.stopped,n)}let r=n.description.reasons.find(({code:t})=>t===e)?.says??e;return t.needs===void 0||e!==t.reason?[r]:[`${r} It needs `,{code:t.needs},`.`]}function Wa(e,t,{description:n,bareRoot:r}){let{at:i,type:a,step:o,nearest:s,holds_json:c}=t,{expressions:l}=n,u=e.expression??e.path??``,d=e.expression!==void 0,[f]=d?Li(u,l):[`user`],p=f===`user`?`The user`:`This session`;if(i===``&&o===f&&f!==r)return[`There is no ${f?.replace(`_`,` `)} in this session. Add one, or change the expression.`];let m=d?u.slice((f?.length??0)+l.separator.length):u,h={code:Ga(i,f)||`it`};if(a===`null`)return[p===`The user`?`The user’s `:`The session’s `,h,` is null, which is no value.`];if(a===`object`){let e=[`${p} has no `,{code:m},`.`];return s===void 0?[...e,` Add one, or change the expression.`]:[...e,` Did you mean `,{code:s},`?`]}return c?[h,` is a string that holds JSON. No expression looks into it: store an object there.`]:a===`array`?[h,` is a list, and has no element `,{code:o??``},`.`]:[h,` is a ${a}, and has no `,{code:o??``},` in it.`]}function Ga(e,t){let n=Me(e);return(n[0]===t?n.slice(1):n).join(`.`)}function K(e,t){return z`<div class="note ${e}">${t}</div>`}function Ka(e){return e.map(e=>typeof e==`string`?e:z`<code>${j(e.code)}</code>`)}function qa(e){if(e<1024)return`${e} B`;let t=e/1024;return`${Number.isInteger(t)?t:t.toFixed(1)} KB`}function q(e){return String(e).replace(/\B(?=(?:\d{3})+$)/g,`,`)}function Ja(e,t){return`${e} ${t}${e===1?``:`s`}`}var Ya=2e3;function Xa(e){return Za(e)+Qa(e)}function Za(e){return e.length<=Ya?e:e.slice(0,Ya).replace(/[\ud800-\udbff]$/,``)}function Qa(e){let t=e.length-Za(e).length;return t>0?`\u2026 ${q(t)} more characters`:``}function J(e){return(j(e).match(/"(?:[^"\\]|\\.)*"?(?:\s*:)?|[^"]+/gs)??[]).flatMap(e=>e.endsWith(`:`)&&e.startsWith(`"`)?[z`<span class="n">${e.slice(0,-1)}</span>:`]:e.startsWith(`"`)?[z`<span class="s">${e}</span>`]:(e.match(/-?\d[\d.eE+-]*|true|false|null|[^\dtfn-]+|./gs)??[]).map(e=>/^-?\d/.test(e)?z`<span class="d">${e}</span>`:/^(?:true|false|null)$/.test(e)?z`<span class="k">${e}</span>`:z`${e}`))}function $a(e){if(/^[1-9]\d{9}$/.test(e))return new Date(Number(e)*1e3).toLocaleString(`en`,{dateStyle:`long`,timeStyle:`short`,timeZone:`UTC`})}function eo(e,t){let{about:n,answer:r}=e;if(!n)return V;let i={description:n.description,bareRoot:r?.bareRoot},a=Ha(t,i);return z`<p class="reason">${Ka(Va(t,i))}</p>
    ${a.map(e=>z`<p class="reason also">Also: ${Ka(e)}</p>`)}`}function to(e,t,n,r){let i=no(e,n),a=1+(n.also?.length??0),o=a>1&&i.length>0;return z`<div class="offers">
    ${o?z`<button
          type="button"
          class="fix primary"
          @click=${()=>{t.focusNext(r),t.mend(n)}}
        >
          ${a===2?`Fix both`:`Fix all ${a}`}
        </button>`:V}
    ${i.map(({label:e,change:n},i)=>z`<button
        type="button"
        class="fix ${i===0&&!o?`primary`:``}"
        @click=${()=>{t.focusNext(r),t.follow(n)}}
      >
        ${j(e)}
      </button>`)}
    ${ro(e,n)}
  </div>`}function no(e,t){let{config:n,session:r,about:i,answer:a,good:o,stale:s}=e;return!i||s?[]:Yi(t,{config:n,session:r,bareRoot:a?.bareRoot,decisions:o?.reading.decisions??[],description:i.description})}function ro({about:e},t){let{rules:n=[],reasons:r=[]}=e?.description??{},i=(t.also??[]).flatMap(e=>r.find(({code:t})=>t===e)?.rule??[]);return z`<details class="why">
    <summary>Why?</summary>
    <ul>
      ${[t.rule,...i].map(e=>z`<li class="rule">
          <span class="pill">${e}</span><span class="visually-hidden">: </span>
          ${n.find(({code:t})=>t===e)?.says}
        </li>`)}
      <li class="hint">${j(t.hint)}</li>
    </ul>
  </details>`}var io={access_token:`Access token`,id_token:`ID token`,saml:`SAML attributes`};function ao(e,t){let{configView:n,about:r,config:i}=e,a=r&&i?Ve(i,r.description):void 0,o=i?.string([`name`]);return z`
    <section class="panel" part="panel config" aria-label="Config">
      <header>
        <h2 id="config-title">Mappings${o?z` of ${j(o)}`:V}</h2>
        ${a&&z`<span class="pill ${a.used>a.limit?`bad`:``}" part="counter">
            ${a.used} of ${a.limit}<span class="visually-hidden"> mappings</span>
          </span>`}
        <span class="status">${oo(e)}</span>
        <div class="toolbar" part="toolbar">
          <div class="segments" role="group" aria-label="Show the config as">
            ${[`table`,`json`].map(e=>z`<button
                type="button"
                aria-pressed=${n===e?`true`:`false`}
                @click=${()=>t.showConfigAs(e)}
              >
                ${e===`table`?`Table`:`JSON`}
              </button>`)}
          </div>
          ${co(e,t)}
          <slot name="actions"></slot>
        </div>
      </header>
      <div class="body">${n===`table`?fo(e,t):uo(e,t)}</div>
    </section>
  `}function oo({answer:e,config:t,state:n,draft:r}){let i=e?.validation.problems??[],a=r&&t?i.filter(({path:e})=>!so(r,t,e)):i,o=t&&A(t).every(({rows:e})=>e.length===0);return z`${e?a.length?z`<span class="pill bad">${Ja(a.length,`problem`)}</span>`:o?z`<span class="pill odd">Nothing is mapped</span>`:r&&i.length?V:z`<span class="pill good">Valid config</span>`:V}${n.saved===n.config?V:z`<span class="pill">Not saved</span>`}`}function so(e,t,n){let r=A(t).find(({id:t})=>t===e.group)?.rows[e.index]?.place;return r!==void 0&&(n===r||n?.startsWith(`${r}/`)===!0)}function co(e,t){let{state:n,answer:r,canUndo:i,canRedo:a,canSave:o,draft:s}=e,c=n.saved!==n.config,l=(e,t,n,r=``)=>z`<button
    type="button"
    class=${r}
    aria-disabled=${t?`false`:`true`}
    @click=${()=>t&&n()}
  >
    ${e}
  </button>`;return z`${l(`Undo`,i,()=>t.undo())}
  ${l(`Redo`,a,()=>t.redo())}
  ${l(`Revert`,c,()=>t.edit({config:n.saved}))}
  ${o?l(`Save`,c&&(r?.validation.valid===!0||s!==void 0),()=>t.save(),`primary`):V}`}function lo(e){let{problems:t=[],warnings:n=[]}=e.answer?.validation??{};return[...t.map(e=>({severity:`error`,place:e})),...n.map(e=>({severity:`warning`,place:e}))]}function uo(e,t){let{config:n,state:r}=e;return z`
    <claims-editor
      id="config-editor"
      .label=${`Config as JSON`}
      .value=${r.config}
      .problems=${lo(e).map(({severity:e,place:t})=>fa(r.config,n,t,e))}
      .complete=${(t,n)=>Aa(t,n,bo(e,!1))}
      @edit=${e=>t.edit({config:e.detail.value},`config`)}
    ></claims-editor>
  `}function fo(e,t){let{config:n}=e,r=lo(e);if(!n){let n=ha(e.answer?.edited,`invalid_config`);return z`
      <div class="notes">
        ${K(`bad`,z`The config cannot be shown as a table.
          ${n[0]?.message??`It is too long for it.`}
            <button class="link" type="button" @click=${()=>n[0]?t.reveal(`config`,n[0]):t.showConfigAs(`json`)}>
              Show it in the JSON
            </button>`)}
      </div>
    `}let i=A(n).filter(({id:t,rows:n})=>t!==`saml`||n.length>0||e.good?.reading.attributes),a=new Set;for(let{rows:e}of i)for(let t of e)a.add(t.place).add(t.namePlace).add(t.expressionPlace);let o=r.filter(({place:e})=>!po(e,a));return z`
    ${i.map(n=>ho(e,t,n,r))}
    ${o.length?mo(e,t,o):V}
  `}function po({path:e},t){return e===void 0?!1:t.has(e)||t.has(e.slice(0,e.lastIndexOf(`/`)))}function mo({state:e,config:t},n,r){return z`<ul class="notes" aria-label="Problems and warnings">
    ${r.map(({severity:r,place:i})=>z`<li>
        ${K(r===`error`?`bad`:`odd`,z`${i.message}
            <span class="where muted">
              ${i.code===`unread_mappings`?z`<button class="link" type="button" @click=${()=>n.take(e.config)}>
                    Read them as a config
                  </button>`:V}
              <button class="link" type="button" @click=${()=>n.reveal(`config`,i)}>
                Go to ${ma(e.config,t,i)}
              </button>
            </span>`)}
      </li>`)}
  </ul>`}function ho(e,t,n,r){let i=io[n.id],a=n.id===`saml`,{effective:o}=e;return z`
    <div class="group" role="group" aria-label="${i} mappings">
      ${n.rows.length||n.broken?z`<header>
            <h3>${i}</h3>
            ${n.id===`access_token`&&o?z`<span class="pill odd">Not used for this audience: those of ${j(o.name)} are</span>`:V}
          </header>`:V}
      ${n.broken?K(`bad`,`Something other than a list stands where the mappings of ${Ia[n.id]} belong.`):z`
            <div class="rows" data-group=${n.id}>
              ${n.rows.length?z`<div class="row head" aria-hidden="true">
                    <span></span><span>${a?`Attribute`:`Claim`}</span>
                    <span>${a?`Path into the user`:`Expression`}</span><span>Value here</span><span></span>
                  </div>`:V}
              ${n.rows.map((i,a)=>_o(e,t,n,i,a,r))}
            </div>
            <button
              type="button"
              class=${n.rows.length?``:`link`}
              data-add=${n.id}
              @click=${()=>t.addRow(n)}
            >
              + Add ${a?`an attribute`:`a mapping`}${n.rows.length?V:z` to the ${i}: nothing is mapped`}
            </button>
          `}
    </div>
  `}var go={in:[`✓`,`in the token`],missing:[`✗`,`missing`],broken:[`!`,`broken`],draft:[`…`,`new`],unused:[`–`,`not used for this audience`],unknown:[`·`,``]};function _o(e,t,n,r,i,a){let{config:o,drag:s,mark:c,unfolded:l,about:u}=e,d=n.rows.length-1,f=j(r.name)||`row ${i+1}`,p=n.id===`saml`,m=a.filter(({place:{path:e}})=>e===r.place||e?.startsWith(`${r.place}/`)),h=ja(e,n.id,r,i),{state:g,decision:_}=h,ee=p?[r.expressionPlace]:[r.namePlace,r.expressionPlace],te=e=>g===`draft`?[]:m.filter(({severity:t,place:n})=>t===`error`&&n.path===e).map(({place:e})=>({severity:`error`,text:e.message})),v=m.filter(({severity:e})=>e===`error`),ne=g===`draft`?[]:v.filter(({place:{path:e=``}})=>!ee.includes(e)),y=v.find(({place:e})=>e.suggestion!==void 0)?.place.suggestion,b=m.filter(({severity:e})=>e===`warning`),x=`lint ${r.place}`,S=(e,r)=>{e!==void 0&&t.edit({config:e},`${n.id} ${i} ${r}`)},C=s?.group===n.id?s:void 0,re=C&&C.to===i&&C.to!==C.from,ie=c?.token===n.id&&c.claim===r.name,[w,T]=go[g],ae=`[data-group="${n.id}"] [data-row="${i}"] .expression input`;return z`
    <div
      class="row ${g} ${ie?`marked`:``} ${C?.from===i?`dragged`:``} ${re?`target`:``} ${re&&C.to>C.from?`below`:``}"
      role="group"
      aria-label="Mapping ${i+1}: ${f}"
      data-row=${i}
      data-token=${n.id}
      data-claim=${r.name}
      @focusout=${e=>{let n=e.relatedTarget instanceof Node&&e.currentTarget.contains(e.relatedTarget);g===`draft`&&!n&&t.leaveDraft()}}
    >
      <span class="sign ${g}" title=${T}
        ><span aria-hidden="true">${w}</span><span class="visually-hidden">${T}</span></span
      >
      <claims-field
        class="name"
        .label=${p?`Attribute name`:`Claim name`}
        .placeholder=${p?`attribute`:`https://shop.example/country`}
        .value=${r.name}
        .messages=${p?[]:te(r.namePlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        @edit=${e=>S(o&&qe(o,n,i,e.detail.value),`name`)}
      ></claims-field>
      <claims-field
        class="expression"
        .label=${p?`Path into the user`:`Expression`}
        .placeholder=${p?`app_metadata.tier`:`anonymous_session.metadata.country`}
        .value=${r.expression}
        .messages=${te(r.expressionPlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        .dimmed=${p||!u?0:vo(r.expression,u.description.expressions)}
        .suggest=${xo(e,p)}
        @edit=${e=>S(o&&Je(o,n,i,e.detail.value),`expression`)}
      ></claims-field>
      <span class="here" part="value" title=${j(h.value?.slice(0,400)??T)}>
        ${h.value===void 0?T:J(h.value.slice(0,100))}
      </span>
      <div class="tools">
        ${b.length?z`<button
              type="button"
              class="plain lint"
              aria-label="${Ja(b.length,`remark`)} on ${f}"
              aria-expanded=${l.has(x)?`true`:`false`}
              @click=${()=>t.fold(x)}
            ></button>`:z`<span></span>`}
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
      ${g===`missing`&&_?.verdict===`ignored`?z`<div class="whole mending">
            ${eo(e,_)} ${to(e,t,_,ae)}
          </div>`:V}
      ${ne.map(({place:e})=>z`<div class="whole">${K(`bad`,e.message)}</div>`)}
      ${y!==void 0&&g===`broken`?z`<div class="whole offers">
            <button
              type="button"
              class="fix"
              @click=${()=>{t.focusNext(ae),o&&t.follow({config:Je(o,n,i,y)})}}
            >
              Use ${j(y)}
            </button>
          </div>`:V}
      ${l.has(x)?b.map(({place:e})=>z`<p class="whole hint">${e.message}</p>`):V}
    </div>
  `}function vo(e,{roots:t,separator:n}){let r=t.find(t=>e.startsWith(t+n));return r===void 0?0:r.length+n.length}var yo;function bo({session:e,about:t,answer:n},r){if(!e||!t||!n)return[];let{bareRoot:i}=n;if(yo?.session!==e||yo.bareRoot!==i||yo.attributes!==r){let n=t.description.expressions;yo={session:e,bareRoot:i,attributes:r,list:r?Vi(e,n):Ri(e,i,n)}}return yo.list}function xo(e,t){return n=>Ui(bo(e,t),n)}function So(e){return z`
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
  `}function Co({notice:e,canUndo:t},n){if(!e)return V;let{text:r,mood:i,undo:a,choices:o}=e;return z`<div class="note ${i===`bad`?`bad`:``} notice" part="notice">
    <span>${j(r)}</span>
    ${a&&t?z`<button type="button" class="link" @click=${()=>n.undo()}>Undo</button>`:V}
    <button type="button" class="plain" aria-label="Dismiss" @click=${()=>n.dismiss()}>✕</button>
    ${o?z`<ul class="choices" aria-label="Which one?">
          ${o.map(e=>z`<li>
              <button type="button" @click=${()=>n.choose(e)}>${j(e.label)}</button>
            </li>`)}
        </ul>`:V}
  </div>`}function wo(e,t){return z`<details class="menu" @focusout=${Eo} @keydown=${Do}>
    <summary>${e}</summary>
    <div>
      ${t.map(({label:e,disabled:t=!1,choose:n})=>z`<button
          type="button"
          ?disabled=${t}
          @click=${e=>{To(e.currentTarget.closest(`details`)),n()}}
        >
          ${e}
        </button>`)}
    </div>
  </details>`}function To(e){e&&(e.querySelector(`summary`)?.focus(),e.open=!1)}function Eo(e){let t=e.currentTarget;e.relatedTarget instanceof Node&&t.contains(e.relatedTarget)||(t.open=!1)}function Do(e){let t=e.currentTarget;e.key===`Escape`&&t.open&&To(t)}var Oo=[`tenant`,`domain`],Y=[`tenant`,`custom_domains`],X=[`tenant`,`migrations`,`custom_claims_must_be_namespaced`];function ko(e,t){let{state:n,config:r,answer:i}=e,a=Ji(r?.string(Oo)||`tenant.us.auth0.com`),o=ha(i?.edited,`invalid_audience`);return z`<div class="audience">
    ${Po(t,`Audience`,`https://api.shop.example`,{list:n.audience,least:1,replace:(e,r,i)=>t.edit({audience:n.audience.with(e,r)},i),remove:e=>t.edit({audience:n.audience.toSpliced(e,1)}),add:()=>t.edit({audience:[...n.audience,``]})})}
    ${wo(`Choose an audience`,a.map(({label:e,audience:n})=>({label:e,choose:()=>t.edit({audience:n})})))}
    ${o.map(({message:e})=>K(`bad`,e))}
  </div>`}function Ao(e,t){let{config:n}=e,r=n?.string(Oo)??``,i=[Oo,Y,X].every(e=>n?.canSet(e));return z`
    <section class="panel" part="panel request" aria-label="Tenant">
      <header><h2 id="request-title">Tenant</h2></header>
      <div class="body">
        <fieldset ?disabled=${!i}>
          <legend class="visually-hidden">Tenant</legend>
          <div class="fields">${jo(e,t,r)}</div>
        </fieldset>
        ${i?V:K(``,`The tenant can be edited here once the config and its tenant are objects.`)}
      </div>
    </section>
  `}function jo(e,t,n){let{config:r}=e,i=Mo(e,Oo),a=(e,n,i)=>{r?.canSet(e)&&t.edit({config:r.set(e,n)},i)};return z`
    <div class="field">
      <label for="domain">Tenant domain</label>
      <input
        id="domain"
        type="text"
        class="mono"
        placeholder="tenant.us.auth0.com"
        aria-invalid=${i?`true`:V}
        aria-describedby=${i?`domain-problem`:V}
        .value=${fi(n)}
        @input=${e=>a(Oo,e.target.value||void 0,`domain`)}
      />
      ${i?z`<div id="domain-problem">${K(`bad`,i)}</div>`:V}
    </div>
    ${r?Po(t,`Custom domain`,`login.shop.example`,No(r,e,t)):V}
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${fi(r?.value(X)===!0)}
        @change=${e=>a(X,e.target.checked)}
      />
      <span>
        Legacy mode<br />
        <span class="muted">Custom claims must be namespaced</span>
      </span>
    </label>
  `}function Mo({answer:e},t){let n=t.map(e=>`/${e}`).join(``);return e?.validation?.problems.find(e=>e.path===n)?.message}function No(e,t,n){let r=e.node(Y),i=r?.type===`array`?r.children??[]:[];return{list:i.map(t=>t.type===`string`?String(t.value):e.raw(t)),least:0,problem:Mo(t,Y),problems:i.map((e,n)=>Mo(t,[...Y,n])),replace:(t,r,i)=>n.edit({config:e.set([...Y,t],r)},i),remove:t=>{let a=i.length>1?i[t]:r;a&&n.edit({config:e.remove(a)})},...(!r||r.type===`array`)&&{add:()=>n.edit({config:e.append(Y,``)})}}}function Po(e,t,n,{list:r,least:i,problem:a,problems:o=[],replace:s,remove:c,add:l}){let u=`problem-${t.toLowerCase().replaceAll(` `,`-`)}`,d=e=>e<0?`[data-list="${t}"] .link`:`[data-list="${t}"] li:nth-child(${e+1}) input`;return z`
    <fieldset>
      <legend>${t}</legend>
      <ul class="list" data-list=${t}>
        ${r.map((a,l)=>z`<li>
            <input
              type="text"
              class="mono"
              aria-label="${t} ${l+1}"
              aria-invalid=${o[l]?`true`:V}
              aria-describedby=${o[l]?`${u}-${l}`:V}
              placeholder=${n}
              .value=${fi(a)}
              @input=${e=>s(l,e.target.value,`${t} ${l}`)}
            />
            ${r.length>i?z`<button
                  type="button"
                  class="plain"
                  aria-label="Remove ${t.toLowerCase()} ${l+1}"
                  @click=${()=>{e.focusNext(d(Math.min(l,r.length-2))),c(l)}}
                >
                  ✕
                </button>`:V}
            ${o[l]?z`<div id="${u}-${l}" class="wide">${K(`bad`,o[l])}</div>`:V}
          </li>`)}
        <li>
          <button class="link" type="button" ?disabled=${!l} @click=${()=>{e.focusNext(d(r.length)),l?.()}}>
            + Add ${r.length?`another`:`one`}<span class="visually-hidden"> ${t.toLowerCase()}</span>
          </button>
        </li>
      </ul>
      ${a?K(`bad`,a):V}
    </fieldset>
  `}function Fo({answer:e}){let t=e&&ni(e.saved,e.edited);return Array.isArray(t)?t.length:0}function Io(e){let{answer:t,config:n}=e;if(!t)return V;let r=n?.value(X)===!0;return z`
    <div class="changes" part="changes">
      <h3>The edited config against the saved one</h3>
      ${e.state.saved===e.state.config?z`<p class="muted">The config is as it was saved.</p>`:Lo(ni(t.saved,t.edited),`The edits change no token.`)}
    </div>
    ${t.otherMode?z`<div class="changes">
          <h3>${r?`After the migration from legacy mode`:`If the tenant were in legacy mode`}</h3>
          ${Lo(ni(t.edited,t.otherMode),`It would change no token.`)}
        </div>`:V}
    ${t.edited.reading?.logs.length?z`<details>
          <summary>Entry in the tenant's log</summary>
          <pre class="payload" tabindex="0" role="region" aria-label="Log entry">${t.edited.reading.logs.map(e=>j(JSON.stringify(e,null,2)))}</pre>
        </details>`:V}
  `}function Lo(e,t){return typeof e==`string`?K(`bad`,e):e.length===0?z`<p class="muted">${t}</p>`:z`
    <p class="muted">${Ja(e.length,`claim`)} would differ.</p>
    <ul class="changes">
      ${e.map(Ro)}
    </ul>
  `}function Ro({token:e,claim:t,before:n,after:r}){let[i,a,o]=n===void 0?[`added`,`+`,`added to`]:r===void 0?[`removed`,`−`,`removed from`]:[`changed`,`~`,`changed in`];return z`
    <li class="change ${i}">
      <span class="sign" aria-hidden="true">${a}</span>
      <span><code>${j(t)}</code> <span class="muted">${o} ${Ia[e]}</span></span>
      <span class="values mono">
        ${n===void 0?V:z`<del>${J(Xa(n))}</del>`}
        ${n!==void 0&&r!==void 0?` → `:V}
        ${r===void 0?V:z`<ins>${J(Xa(r))}</ins>`}
      </span>
    </li>
  `}function zo(e,t){let{real:n,pasted:r}=e;return z`
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
        .value=${fi(r)}
        @input=${e=>t.check(e.target.value)}
      ></textarea>
      <div class="verdict">${n?Bo(e):V}</div>
    </div>
  `}function Bo(e){let{real:t,good:n,config:r}=e;if(!t||!n)return V;let i=cr(t,r?.string([`client_id`])),a=or(t,i,n.reading),o=e=>a.filter(t=>t.is===e).length,s=a.length-o(`unmapped`),c=s-o(`same`)-o(`missing`);return z`
    <h2 class="headline">
      ${c===0?`This token is what ${Ia[i]} of this preview is`:`${c} of ${s} claims differ from ${Ia[i]} of this preview`}
    </h2>
    <p class="muted">${Vo(e)}</p>
    <table class="compared">
      <caption class="visually-hidden">The token claim by claim</caption>
      <thead>
        <tr><th></th><th>Claim</th><th>In the token</th><th>In the preview</th></tr>
      </thead>
      <tbody>
        ${a.map(t=>Uo(e,t))}
      </tbody>
    </table>
  `}function Vo({real:e}){let[t,n]=[`iat`,`exp`].map(t=>{let n=e?.payload.node([t]);return n&&e?$a(e.payload.raw(n)):void 0});return[...[t&&`Issued ${t} UTC`,n&&`expires ${n} UTC`].filter(Boolean),`its signature was not verified.`].join(`, `)}var Ho={same:[`✓`,`in both`,`good`],other:[`~`,`another value`,`odd`],"not there":[`✗`,`in the preview only`,`bad`],missing:[`–`,`in neither`,``],surplus:[`!`,`in the token only`,`bad`],unmapped:[`·`,`not from a mapping`,``]};function Uo(e,t){let[n,r,i]=Ho[t.is],a=e=>z`<span class="mono">${J(Xa(e))}</span>`;return z`<tr class=${t.is===`unmapped`?`standard`:`custom`} data-is=${t.is}>
    <td><span class="sign ${i}" aria-hidden="true">${n}</span></td>
    <td><code>${j(t.claim)}</code><br /><span class="muted">${r}</span></td>
    <td>${`value`in t?a(t.value):`–`}</td>
    <td>
      ${t.is===`same`?`the same`:`preview`in t?a(t.preview):`decision`in t?eo(e,t.decision):`–`}
    </td>
  </tr>`}var Wo=(e,t)=>{let n=e._$AN;if(n===void 0)return!1;for(let e of n)e._$AO?.(t,!1),Wo(e,t);return!0},Go=e=>{let t,n;do{if((t=e._$AM)===void 0)break;n=t._$AN,n.delete(e),e=t}while(n?.size===0)},Ko=e=>{for(let t;t=e._$AM;e=t){let n=t._$AN;if(n===void 0)t._$AN=n=new Set;else if(n.has(e))break;n.add(e),Yo(t)}};function qo(e){this._$AN===void 0?this._$AM=e:(Go(this),this._$AM=e,Ko(this))}function Jo(e,t=!1,n=0){let r=this._$AH,i=this._$AN;if(i!==void 0&&i.size!==0){if(t){if(Array.isArray(r))for(let e=n;e<r.length;e++)Wo(r[e],!1),Go(r[e]);else r!=null&&(Wo(r,!1),Go(r))}else Wo(this,e)}}var Yo=e=>{e.type==G.CHILD&&(e._$AP??=Jo,e._$AQ??=qo)},Xo=class extends si{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,t,n){super._$AT(e,t,n),Ko(this),this.isConnected=e._$AU}_$AO(e,t=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),t&&(Wo(this,e),Go(this))}setValue(e){if(li(this._$Ct))this._$Ct._$AI(e,this);else{let t=[...this._$Ct._$AH];t[this._$Ci]=e,this._$Ct._$AI(t,this,0)}}disconnected(){}reconnected(){}},Zo=new WeakMap,Qo=oi(class extends Xo{render(e){return V}update(e,[t]){let n=t!==this.G;return n&&this.rt(void 0),(n||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),V}rt(e){if(this.G!==void 0){if(this.isConnected||(e=void 0),typeof this.G==`function`){let t=this.ht??globalThis,n=Zo.get(t);n===void 0&&(n=new WeakMap,Zo.set(t,n)),n.get(this.G)!==void 0&&this.G.call(this.ht,void 0),n.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}}get lt(){return typeof this.G==`function`?Zo.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}}),$o=6;function es({payload:e,decisions:t,warnings:n},r,i,a){let o=e[r];if(!o||!i)return V;let{payload_warning_bytes:s,payload_serious_warning_bytes:c}=i.description.limits,l=t.filter(e=>e.token===r&&e.verdict===`added`&&e.source!==`system`),u=o.bytes>o.limit?`bad`:o.bytes>s?`odd`:``,d=r===`saml`?`attributes`:`custom claims`;return z`
    <div class="sizes" part="sizes">
      <p class="sum">${ts(o.bytes,l.map(({bytes:e})=>e),d)}${a===void 0?V:`; about ${qa(a)} as sent`}</p>
      ${ns(o,[s,c],u)}
      ${n.filter(e=>e.token===r).map(({message:e})=>K(`odd`,e))}
    </div>
  `}function ts(e,t,n){let r=`${q(e)} bytes of ${n}`;if(t.length===0)return r;let i=t.reduce((e,t)=>e+t,0);return`${r} = ${t.length>$o?`${q(i)} of ${t.length} ${n}`:t.map(q).join(` + `)} + ${q(e-i)} of punctuation`}function ns({bytes:e,limit:t},n,r){let i=e=>`${Math.min(100,100*Math.log1p(e/64)/Math.log1p(t/64))}%`;return z`
    <div
      class="gauge"
      role="meter"
      aria-label="Size of the custom claims"
      aria-valuemin="0"
      aria-valuemax=${t}
      aria-valuenow=${Math.min(e,t)}
      aria-valuetext="${qa(e)} of ${qa(t)}"
    >
      <div class="bar"><i class=${r} ${rs(`width`,i(e))}></i></div>
      ${[...n,t].map(e=>z`<div
          class="mark ${e===t?`last`:``}"
          ${rs(`inset-inline-start`,i(e))}
        >
          <span>${qa(e)}${e===t?z`<span class="more">: no token</span>`:V}</span>
        </div>`)}
    </div>
  `}function rs(e,t){return Qo(n=>n?.style.setProperty(e,t))}function is(e,{config:t,session:n,audience:r,bareRoot:i},{profile_claims:a}){let o=i===void 0?[`anonymous_session`]:[],s=n?.node([`user`])?.type===`object`?[`user`,`user_id`]:[...o,`user_id`],c=Date.parse(n?.string([...o,`created_at`])??``),l=Math.floor((Number.isNaN(c)?Date.UTC(2026,0,1):c)/1e3),u=i===void 0?n?.string([`scope`]):void 0,d=new Set(u?.split(` `)),f=t?.string([`client_id`])??`client_id`,p=[],m=(e,t)=>{t!==void 0&&p.push({name:e,text:JSON.stringify(t)})},h=(e,t)=>{let r=n?.node(t);n&&r&&p.push({name:e,text:n.raw(r)})},g=()=>{for(let[e,t]of Object.entries(a))if(d.has(e))for(let e of t)h(e,[`user`,e])};return e===`userinfo`?(h(`sub`,s),g(),p):(m(`iss`,`https://${t?.string([`tenant`,`domain`])||`tenant.example`}/`),h(`sub`,s),m(`aud`,e===`id_token`?f:r.length===1?r[0]:r),m(`iat`,l),m(`exp`,l+86400),e===`id_token`?g():(m(`azp`,f),m(`scope`,u)),p)}function as(e,t,n,r){let i=e.issued&&`token`in e.issued&&r===`access_token`?e.issued:void 0,[a=``,o=``,s=``]=i?i.token.split(`.`):[ss(gs),ss(ms(n)),`·`.repeat(vs)],c=a.length+o.length+s.length+2;return z`
    ${os(e,t,r)}
    <pre class="payload jwt" part="jwt" tabindex="0" role="region" aria-label="JWT"><span
        ><span class="header">${a}</span>.<span class="claims">${o}</span>.<span class="signature">${s}</span></span
      ></pre>
    <p class="muted">
      ${i?`Issued by this server`:`The payload as the issuer encodes it; header and signature are the issuer’s own`}:
      <span class="header">header ${a.length}</span> +
      <span class="claims">payload ${o.length}</span> +
      <span class="signature">signature ${s.length}</span> + 2 dots =
      ${q(c)} characters, ${qa(c)} as sent.
    </p>
  `}function os(e,t,n){let{issued:r,canIssue:i}=e;return!i||n!==`access_token`?V:z`<div class="offers">
      <button type="button" class="primary" @click=${()=>t.issue()}>Issue this token</button>
      ${r&&`token`in r?z`<button type="button" @click=${()=>t.copy(`token`,r.token)}>
                Copy the token
              </button>
              <button type="button" @click=${()=>t.copy(`curl command`,r.command)}>
                Copy as curl
              </button>`:V}
    </div>
    ${r&&`trouble`in r?K(`bad`,r.trouble):V}`}function ss(e){let t=``;for(let n of new TextEncoder().encode(e))t+=String.fromCharCode(n);return btoa(t).replaceAll(`+`,`-`).replaceAll(`/`,`_`).replace(/=+$/,``)}var cs={claims:`Claims`,json:`JSON`,jwt:`JWT`},ls=90;function us(e,t,n,r){let i=r===`access_token`||r===`id_token`?[`claims`,`json`,`jwt`]:[`claims`,`json`],a=i.includes(e.tokenView)?e.tokenView:`claims`,o=r===`saml`?`XML`:cs.json;return z`
    <div class="token-head">
      <div class="segments" role="group" aria-label="Show the token as">
        ${i.map(e=>z`<button
            type="button"
            aria-pressed=${a===e?`true`:`false`}
            @click=${()=>t.showTokenAs(e)}
          >
            ${e===`json`?o:r===`saml`?`Attributes`:cs[e]}
          </button>`)}
      </div>
      ${ds(e,t,r)}
    </div>
    <div class="token ${e.stale?`stale`:``}">
      ${r===`saml`?a===`json`?Es(n.reading.statement??``):Ts(e,n.reading.attributes??[]):a===`claims`?xs(e,t,n,r):a===`json`?ys(fs(e,n,r)):r===`userinfo`?V:as(e,t,fs(e,n,r),r)}
    </div>
    ${r===`userinfo`?V:es(n.reading,r,e.about,hs(e,n,r))}
  `}function ds(e,t,n){let{config:r,answer:i,state:a,good:o,copied:s}=e,c=n===`saml`,l=()=>o&&(c?o.reading.statement??``:ms(fs(e,o,n))),u=[{label:c?`Statement (XML)`:`Payload (JSON)`,disabled:!o,choose:()=>t.copy(c?`statement`:`payload`,l()??``)},{label:`PATCH request (curl)`,disabled:!r||!ur(r),choose:()=>r&&t.copy(`PATCH request`,dr(r))},{label:`Config`,choose:()=>t.copy(`config`,a.config)},{label:`Vector for claimsmith test`,disabled:!i||!e.current,choose:()=>i&&t.copy(`vector`,pr({...a,config:i.config},i.edited))}];return z`<span class="copying">
    ${s===void 0?V:z`<span class="pill good">Copied: ${s}</span>`}
    ${wo(`Copy as`,u)}
  </span>`}function fs({about:e},{reading:t,inputs:n},r){let i=t.tokens[r]??[],a=new Set(i.map(({name:e})=>e));return[...(e?ps(r,n,e).filter(({name:e})=>!a.has(e)):[]).map(e=>({claim:e,of:`standard`})),...i.map(e=>({claim:e,of:`custom`}))]}var ps=(e,t,n)=>is(e,t,n.description);function ms(e){return`{${e.map(({claim:{name:e,text:t}})=>`${JSON.stringify(e)}:${t}`).join(`,`)}}`}function hs(e,t,n){if(n!==`access_token`&&n!==`id_token`)return;let r=new TextEncoder().encode(ms(fs(e,t,n))).length;return _s+Math.ceil(r*4/3)+vs+2}var gs=`{"alg":"RS256","typ":"JWT","kid":"the-issuers-own-key-00"}`,_s=Math.ceil(gs.length*4/3),vs=342;function ys(e){return z`
    <pre class="payload" part="payload" tabindex="0" role="region" aria-label="Payload"><span>{</span>${e.flatMap(({claim:t,of:n},r)=>bs(t,r<e.length-1).map(e=>z`<span class=${n}>${e}</span>`))}<span>}</span></pre>
  `}function bs({name:e,text:t},n){let[r=``,...i]=Fe(Za(t)),a=[`  ${JSON.stringify(e)}: ${r}`,...i.map(e=>`  ${e}`)];return a.push(a.pop()+Qa(t)),a.map((e,t)=>J(n&&t===a.length-1?`${e},`:e))}function xs(e,t,n,r){let i=fs(e,n,r),a=i.filter(({of:e})=>e===`standard`),o=i.filter(({of:e})=>e===`custom`),s=e.unfolded.has(`standard ${r}`);return z`
    <table class="claims" part="claims">
      <caption class="visually-hidden">The claims of the token</caption>
      <thead>
        <tr><th>Claim</th><th>Value</th><th>From</th><th class="number">Bytes</th></tr>
      </thead>
      <tbody>
        ${o.map(({claim:i})=>Ss(e,t,n.reading,r,i))}
        ${a.length?z`<tr class="standard">
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
            </tr>`:V}
        ${s?a.map(({claim:{name:n,text:r}})=>z`<tr class="standard">
                  <td><code>${n}</code></td>
                  <td>${ws(e,t,`standard ${n}`,r)}</td>
                  <td>the provider</td>
                  <td class="number">–</td>
                </tr>`):V}
      </tbody>
    </table>
  `}function Ss(e,t,n,r,{name:i,text:a}){let o=r===`userinfo`?`id_token`:r,s=n.decisions.filter(e=>e.token===o&&e.claim===i).findLast(({verdict:e})=>e===`added`);return z`<tr class="custom ${e.mark?.token===o&&e.mark.claim===i?`marked`:``}" data-token=${o} data-claim=${i}>
    <td><code>${j(i)}</code></td>
    <td>${ws(e,t,`${r} ${i}`,a)}</td>
    <td>${Cs(e,o,i,s?.source)}</td>
    <td class="number">
      ${s&&s.source!==`system`?q(s.bytes):`–`}
    </td>
  </tr>`}function Cs({config:e,effective:t},n,r,i){if(i===`system`)return`the provider`;if(i===`action`)return`code`;if(n===`access_token`&&t)return j(t.name);let a=(e&&A(e).find(({id:e})=>e===n)?.rows)?.findIndex(e=>e.name===r)??-1;return a<0?`a mapping`:`mapping ${a+1}`}function ws(e,t,n,r){let i=e.unfolded.has(`value ${n}`),a=r.length>ls,o=$a(r),s=a&&!i?`${r.slice(0,ls)}\u2026`:Xa(r);return z`<span class="mono value"
      >${i?Fe(s).map(e=>z`<span class="line">${J(e)}</span>`):J(s)}</span
    >
    ${o===void 0?V:z`<span class="muted">${o} UTC</span>`}
    ${a?z`<button
          type="button"
          class="link"
          aria-expanded=${i?`true`:`false`}
          @click=${()=>t.fold(`value ${n}`)}
        >
          ${i?`Less`:`All ${q(r.length)} characters`}
        </button>`:V}`}function Ts(e,t){return t.length===0?z`<p class="muted">The assertion has no attribute.</p>`:z`
    <table part="attributes">
      <thead>
        <tr><th>Attribute</th><th>Type</th><th>Values</th></tr>
      </thead>
      <tbody>
        ${t.map(({name:t,format:n,type:r,values:i})=>z`<tr
            class=${e.mark?.token===`saml`&&e.mark.claim===t?`marked`:``}
            data-token="saml"
            data-claim=${t}
          >
            <td>
              <code>${j(t)}</code><br />
              <span class="muted">${j(n)}</span>
            </td>
            <td><code>${j(r)}</code></td>
            <td>${i.map(e=>z`<div class="mono">${J(Xa(e))}</div>`)}</td>
          </tr>`)}
      </tbody>
    </table>
  `}function Es(e){return z`<pre class="payload" tabindex="0" role="region" aria-label="Statement"><span>${j(Xa(e))}</span></pre>`}var Ds=new Map([[`invalid_config`,`config`],[`invalid_session`,`session`]]);function Os(e,t,n){let r=n===`real`||n===`changes`?`access_token`:n,{good:i}=e,a=i?Fa(i.reading,r):[];return z`
    <div class="verdict" part="verdict">
      ${Ms(e,t)}
      ${i?z`<h2 class="headline" part="headline">${La(i,r)}</h2>`:V}
      ${e.about?z`<p class="muted request">${ks(e,t,r)}</p>`:V}
      ${i?z`${As(e,t)} ${js(e,t)}
            ${a.length?z`<ul class="missing" part="missing">
                  ${a.map(n=>Ns(e,t,n))}
                </ul>`:V}`:V}
    </div>
  `}function ks(e,t,n){let{state:r,effective:i,about:a,good:o}=e,s=(o?.inputs.audience??r.audience).filter(e=>e!==``),c=a?.digest??``,l=`module ${c.slice(0,12)}${e.place===`page`?` on the page`:``}`;return z`${n===`access_token`&&i?z`with the mappings of ${j(i.name)} · `:V}${s.length?z`for ${j(s.join(` and `))} · `:V}decided by ${c?z`<button
          type="button"
          class="link"
          part="module"
          aria-label="Copy the module's SHA-256: ${l}"
          @click=${()=>t.copy(`SHA-256 of the module`,c)}
        >
          ${l}</button
        >, the issuer’s own`:z`<span part="module">module</span>`}`}function As({answer:e,state:t},n){return((e?.edited.reading??e?.rest?.reading)?.warnings??[]).filter(({code:e})=>e===`session_form`).map(({message:e})=>K(`odd`,z`${e}
          <button type="button" class="link" @click=${()=>n.take(t.session)}>
            Read it as what it looks like
          </button>`))}function js(e,t){let{good:n,config:r,state:i,draft:a}=e,o=(n?.without??[]).map(e=>({path:e,name:ma(i.config,r,{path:e,message:``,code:``})})),s=o.filter(({path:e})=>!a||!e.endsWith(`/${a.index}`)||o.length>1);return s.length===0?V:K(`bad`,z`Without ${s.map(({path:e,name:n},r)=>z`${r>0?`, `:V}<button
            type="button"
            class="link"
            @click=${()=>t.reveal(`config`,{path:e,message:``,code:``})}
          >
            ${n}</button
          >`)}, which ${s.length===1?`is`:`are`} broken. With ${s.length===1?`it`:`them`} no token is issued.`)}function Ms(e,t){let{answer:n,trouble:r,good:i,stale:a,state:o,config:s,session:c}=e,l=a&&i?z`<p><span class="pill odd" part="stale">Last good result</span></p>`:V;if(r!==void 0)return z`${K(`bad`,r)} ${l}`;if(!n)return z`<p class="muted">Loading the engine…</p>`;let{failure:u,reading:d}=n.edited,f=u??d.error;if(!f||n.rest)return V;let p=Ds.get(f.code),m=e=>p===`session`?ma(o.session,c,e):ma(o.config,s,e);return z`
    ${K(`bad`,z`<strong>${f.message}</strong>
        <ul>
          ${u?.problems.map(e=>z`<li>
              ${e.message}
              ${p?z`<button
                    class="link"
                    type="button"
                    @click=${()=>t.reveal(p,e)}
                  >
                    Go to ${m(e)}
                  </button>`:V}
            </li>`)}
        </ul>`)}
    ${l}
  `}function Ns(e,t,n){let{claim:r,token:i,source:a,expression:o,path:s}=n;return z`
    <li class=${e.mark?.token===i&&e.mark?.claim===r?`marked`:``} data-token=${i} data-claim=${r}>
      <p class="name">
        <code>${j(r)}</code> is missing
        <span class="visually-hidden">
          from ${Ia[i]??i},
          ${a===`action`?`set by code`:`mapped from ${j(o??s??``)}`}
        </span>
      </p>
      ${eo(e,n)} ${to(e,t,n,`#result`)}
    </li>
  `}function Ps({good:e},t){return e?Fa(e.reading,t).length:0}function Fs({answer:e,good:t}){let n=e?.rest?void 0:e?.edited.failure??e?.edited.reading?.error;if(n||!t)return n?.message??``;let r=Fa(t.reading,`access_token`).map(({claim:e})=>e),i=r.slice(0,3).join(`, `);return`${La(t,`access_token`)}.${r.length?` Missing: ${i}${r.length>3?` and ${Ja(r.length-3,`other`)}`:``}.`:``}`}var Is={access_token:`Access token`,id_token:`ID token`,userinfo:`Userinfo`,saml:`SAML`,real:`Check a real token`,changes:`Before and after`};function Ls({good:e,tab:t}){return Bs(e?.reading).includes(t)?t:`access_token`}function Rs(e,t){let n=Bs(e.good?.reading),r=Ls(e),i=r!==`real`&&r!==`changes`;return z`
    <section class="panel result" part="panel result" aria-label="Result">
      <div class="tabs" role="tablist" aria-label="Tokens" part="tabs" @keydown=${Hs}>
        ${n.map(n=>Vs(e,t,n,n===r))}
      </div>
      <div class="body" role="tabpanel" id="result" aria-labelledby="tab-${r}" tabindex="-1">
        <slot name="result"></slot>
        ${i?e.narrow?V:Os(e,t,r):Ms(e,t)}
        ${zs(e)}
        ${r===`real`?zo(e,t):r===`changes`?Io(e):e.good?us(e,t,e.good,r):z`<div class="token-head">${ds(e,t,`access_token`)}</div>`}
      </div>
    </section>
  `}function zs({answer:e,about:t}){let{reading:n}=e?.edited??{};return n?.error?z`${es(n,n.error.token,t)}`:V}function Bs(e){let t=[`access_token`];return e?.tokens.id_token&&t.push(`id_token`),e?.tokens.userinfo&&t.push(`userinfo`),e?.attributes&&t.push(`saml`),[...t,`real`,`changes`]}function Vs(e,t,n,r){let i=n===`changes`?Fo(e):n===`real`?0:Ps(e,n);return z`<button
    type="button"
    role="tab"
    id="tab-${n}"
    class=${n===`real`?`apart`:``}
    aria-controls="result"
    aria-selected=${r?`true`:`false`}
    tabindex=${r?0:-1}
    @click=${()=>t.show(n)}
  >
    ${Is[n]}${i?z`<span class="pill ${n===`changes`?``:`odd`}"
          >${i}${n===`changes`?V:z`<span class="visually-hidden"> ${i===1?`claim`:`claims`} missing</span>`}</span
        >`:V}
  </button>`}function Hs(e){let t=[...e.currentTarget.querySelectorAll(`[role="tab"]`)],n=t.indexOf(e.target),r={ArrowRight:n+1,ArrowLeft:n-1,Home:0,End:t.length-1}[e.key];if(r===void 0)return;e.preventDefault();let i=t.at(r%t.length);i?.click(),i?.focus()}function Us(e,t){let{state:n,answer:r,current:i}=e,a=n.scenarios??[],o=r?.validation.valid===!0&&i,s=()=>{let r={name:Ws(e),session:n.session,audience:n.audience};t.focusNext(`[data-scenario="${a.length}"] input`),t.edit({scenarios:[...a,r]})},c=a.length>0&&o;return z`
    <section class="panel scenarios" part="panel scenarios" aria-labelledby="scenarios-title">
      <header>
        <h2 id="scenarios-title">Scenarios</h2>
        <button type="button" @click=${s}>+ Keep this one</button>
        <button
          type="button"
          aria-disabled=${c?`false`:`true`}
          @click=${()=>c&&r&&t.download(`claims.vectors.json`,vr(r.config,a,r.scenarios))}
        >
          Download vectors
        </button>
      </header>
      ${a.length?Gs(e,t,a,r?.scenarios??[]):z`<p class="none muted">
            Keep this session and audience under a name, and see beside each other which claims each
            one gets. A file of vectors for <code>claimsmith test</code> can be dropped here.
          </p>`}
    </section>
  `}function Ws({state:e}){let t=new Set(e.scenarios?.map(({name:e})=>e)),n=(e.audience[0]||`no audience`).replace(/^https?:\/\//,``),r=n;for(let e=2;t.has(r);e++)r=`${n} ${e}`;return r}function Gs(e,t,n,r){let i=Ks(r),a=new Set(i.map(({token:e})=>e)).size>1,o=(e,r,i)=>{let a=n[e];if(!a)return;let o=r?n.with(e,{...a,...r}):n.toSpliced(e,1);t.edit({scenarios:o},i)};return z`<div class="grid" tabindex="0" role="region" aria-label="Claims by scenario">
    <table>
      <thead>
        <tr>
          <th>Claim</th>
          ${n.map(({name:e,session:r,audience:i},a)=>z`<th data-scenario=${a}>
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
        ${i.map(t=>z`<tr>
            <th scope="row">
              <code>${j(t.claim)}</code>
              ${a?z`<span class="muted">${t.token.replace(`_`,` `)}</span>`:V}
            </th>
            ${n.map((n,i)=>qs(e,t,r[i]))}
          </tr>`)}
      </tbody>
    </table>
  </div>`}function Ks(e){let t=new Map;for(let{edited:n,saved:r}of e)for(let{reading:e}of[n,r])for(let{token:n,claim:r,source:i}of e?.decisions??[])i!==`system`&&t.set(`${n} ${r}`,{token:n,claim:r});return[...t.values()]}function qs(e,t,n){if(!n)return z`<td></td>`;let[r,i]=[Js(n.edited,t),Js(n.saved,t)],a=r.key!==i.key,o=a?`, ${i.is} before`:``,s=r.decision&&e.about?Ba(Va(r.decision,{description:e.about.description,bareRoot:void 0})):r.value??``;return z`<td class="fate ${r.is===`in`?`there`:r.is===`missing`?`gone`:``} ${a?`changed`:``}" title=${j(s)}>
    ${r.is===`in`?z`<span aria-hidden="true">✓</span><span class="visually-hidden">in the token${o}</span>`:r.is===`missing`?z`<span aria-hidden="true">✗</span> ${r.short}<span class="visually-hidden">${o}</span>`:z`<span class="visually-hidden">${r.is}</span><span aria-hidden="true">–</span>`}
  </td>`}function Js({reading:e},{token:t,claim:n}){if(!e||e.error)return{is:`no token`,key:`no token`};let r=e.decisions.filter(e=>e.token===t&&e.claim===n);if(r.length===0)return{is:`not mapped`,key:`not mapped`};if(r.some(({verdict:e})=>e===`added`)){let r=Na(e,t,n)??``;return{is:`in`,key:`in ${r}`,value:r}}let[i]=r;if(!i)return{is:`not mapped`,key:`not mapped`};let a=i.also?.length??0,o=`${i.reason.replaceAll(`_`,` `)}${a?` +${a}`:``}`;return{is:`missing`,key:`missing ${i.reason}`,short:o,decision:i}}function Ys(e,t){let{state:n,session:r,answer:i}=e,a=ha(i?.edited,`invalid_session`),o=Xs(e),s=o.find(({mark:t})=>t.token===e.mark?.token&&t.claim===e.mark.claim);return z`
    <section class="panel" part="panel session" aria-label="Sample session">
      <header>
        <h2 id="session-title">Session and request</h2>
        ${wo(`Load a sample`,Ki.map(({label:e,session:n})=>({label:e,choose:()=>t.edit({session:`${JSON.stringify(n,null,2)}
`})})))}
      </header>
      <div class="body">
        ${ko(e,t)} ${$s(e,t)} ${So(t)}
        ${Qs(e)}
        <claims-editor
          id="session-editor"
          .label=${`Sample session as JSON`}
          .value=${n.session}
          .problems=${a.map(e=>fa(n.session,r,e,`error`))}
          .marked=${s}
          @edit=${e=>t.edit({session:e.detail.value},`session`)}
          @point=${e=>{let{position:n}=e.detail;if(n===void 0)return;let r=o.filter(({from:e,to:t})=>e<=n&&n<=t);t.point(r.toSorted((e,t)=>e.to-e.from-(t.to-t.from))[0]?.mark)}}
        ></claims-editor>
      </div>
    </section>
  `}function Xs({session:e,about:t,answer:n,good:r,stale:i}){if(!e||!t||!r||i)return[];let{expressions:a}=t.description;return r.reading.decisions.flatMap(({token:t,claim:r,expression:i,path:o,stopped:s})=>{if(i===void 0&&o===void 0)return[];let c=i===void 0?[`user`,...Li(o??``,a)]:Li(i,a),l=c[0]===n?.bareRoot?c.slice(1):c,u=s?.nearest===void 0?void 0:[...e.path(s.at),s.nearest],d=e.node(u??e.path(k(l)));if(!d)return[];let f=d.parent?.type===`property`?d.parent:d;return[{mark:{token:t,claim:r},from:f.offset,to:f.offset+f.length}]})}var Zs=new Set([`no_audience`,`session_form`]);function Qs({answer:e}){return((e?.edited.reading??e?.rest?.reading)?.warnings??[]).filter(({path:e,token:t,code:n})=>e===void 0&&t===void 0&&!Zs.has(n)).map(({message:e})=>K(`odd`,e))}function $s(e,t){let{session:n,about:r,answer:i}=e,a={session:n,bareRoot:i?.bareRoot},o=ia(a),s=[`openid`,...Object.keys(r?.description.profile_claims??{})],c=n?.root.type===`object`&&i!==void 0,l=e=>{let n=aa(a,e);n!==void 0&&t.follow({session:n})};return z`
    <fieldset ?disabled=${!c}>
      <legend>Granted scopes</legend>
      <div class="chips">
        ${[...new Set([...s,...o])].map(e=>{let t=o.includes(e);return z`<button
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
  `}var ec=[`access_token`],tc=class extends W{static styles=ka;static properties={config:{noAccessor:!0},session:{noAccessor:!0},audience:{noAccessor:!0},saved:{noAccessor:!0,attribute:!1},state:{noAccessor:!0,attribute:!1},effective:{noAccessor:!0,attribute:!1},issuer:{noAccessor:!0,attribute:!1},noSave:{type:Boolean,attribute:`no-save`},workerUrl:{attribute:`worker-url`},moduleUrl:{attribute:`module-url`}};#e={saved:`{}`,config:`{}`,session:`{}`,audience:[``]};#t=D.read(`{}`);#n=D.read(`{}`);#r;#i;#a;#o;#s=``;#c;#l=`access_token`;#u=`table`;#d=`claims`;#f=new Set;#p=``;#m=new Wn(this);#h=new An(this);#g=new Un(this);#_=new qr(this);#v=new Kr(this);#y=new Xr(this);#b=new ei(this,this.#y);#x=new jn(this,(e,t,n)=>this.moveRow(e,t,n));#S=new kn(this,e=>this.#A(e));#C=new Hn(this,{first:()=>this.#M(),answered:(e,t)=>this.#F(e,t),failed:e=>this.#A(e)});#w=new Ur(this,{helpers:async()=>{await this.#C.settled();let{about:e}=this.#C;return e&&{inspect:e=>this.#C.inspect(e),description:e.description,config:this.#t,scenarios:this.#e.scenarios??[]}},edit:e=>this.edit(e),check:e=>{this.#l=`real`,this.check(e.trim())},say:e=>this.#A(e)});constructor(){super(),this.noSave=!1,new Zr(this,this)}get config(){return this.#e.saved}set config(e){let t=rc(e);this.#E({...this.#e,saved:t,config:t})}get saved(){return this.#e.saved}set saved(e){this.#T({...this.#e,saved:rc(e)})}get session(){return this.#e.session}set session(e){this.#E({...this.#e,session:rc(e)})}get audience(){return this.#e.audience}set audience(e){let t=typeof e==`string`?[e]:[...e??[``]];this.#E({...this.#e,audience:t})}get state(){return this.#e}set state(e){let t=ic(e);this.#m.canUndo?this.edit(t):this.#E(t)}get effective(){return this.#r}set effective(e){e?.config===this.#r?.config&&e?.name===this.#r?.name||(this.#r=e,this.#j(),this.requestUpdate())}get issuer(){return this.#i}set issuer(e){this.#i=e,this.#a=void 0,this.requestUpdate()}willUpdate(e){(e.has(`workerUrl`)||e.has(`moduleUrl`))&&this.#C.restart()}async getUpdateComplete(){let e=await super.getUpdateComplete();return!this.isConnected||!this.#C.opening?e:(await this.#C.opened,super.getUpdateComplete())}#T(e){let{config:t,session:n}=this.#e;this.#e=e,t!==e.config&&(this.#t=D.read(e.config)),n!==e.session&&(this.#n=D.read(e.session)),this.#a=void 0,this.#j(),this.requestUpdate()}#E(e){this.#m.clear(),this.#h.end(),this.#T(e)}edit(e,t,n=!1){t!==void 0&&!n?this.#b.hold():t===void 0&&this.#h.end(),this.#m.record(this.#e,t,{joined:n}),this.#C.edited(),this.#S.forget(),this.#T({...this.#e,...e}),this.#k()}follow(e){this.#C.current&&this.edit(e)}replace(e){this.#h.end(),this.#m.record(this.#e,void 0,{withSaved:!0}),this.#T(ic(e)),this.#k()}undo(){this.#D(this.#m.undo(this.#e))}redo(){this.#D(this.#m.redo(this.#e))}#D(e){e&&(this.#h.end(),this.#w.dismiss(),this.#T(e),this.#k())}save(){this.#h.end(),this.noSave?this.#A(`There is nothing to save to here.`):this.#C.current?this.#O():this.#C.settled().then(()=>this.#O())}#O(){let{answer:e,current:t}=this.#C;if(this.#e.saved===this.#e.config||!t||!e?.validation.valid)return;this.#m.pause();let n=ni(e.saved,e.edited),r={config:this.#e.config,effect:n},i=new CustomEvent(`save`,{detail:r,bubbles:!0,composed:!0,cancelable:!0});this.dispatchEvent(i)&&(this.saved=this.#e.config,this.#k())}#k(){let e=this.#e.saved!==this.#e.config,t={...this.#e,changed:e};this.dispatchEvent(new CustomEvent(`change`,{detail:t,bubbles:!0,composed:!0}))}#A(e){this.#p=e,this.requestUpdate()}#j(){this.#C.ask(this.#M())}#M(){let e=this.#N(this.#t),t=this.#P(e),n=this.#r&&this.#N(D.read(this.#e.saved));return{state:this.#e,...this.#r&&e&&n&&{applied:{edited:e.text,saved:n.text}},...t!==void 0&&{otherMode:t}}}#N(e){if(!this.#r||e?.root.type!==`object`)return e;let t=D.read(this.#r.config,1/0),n=t?.node(ec);return D.read(e.setRaw(ec,n&&t?.raw(n)))}#P(e){let t=e?.value(X)===!0;return e?.canSet(X)?e.set(X,!t):void 0}#F(e,t){let n=t.edited.reading??t.rest?.reading;if(n&&!n.error){let{config:r,session:i,audience:a}=e.state,o={config:r===this.#e.config?this.#t:D.read(r),session:i===this.#e.session?this.#n:D.read(i)};this.#o={reading:n,inputs:{...o,audience:a,bareRoot:t.bareRoot},without:t.rest?.without??[]}}this.#C.current&&(this.#p=Fs(this.#V())),this.requestUpdate()}async mend(e){let t=`mend ${performance.now()}`,n=e,r=this.#C.about?.description.reasons.length??0;for(let e=0;n&&e<r;e++){await this.#C.settled();let e=this.#I(),r=this.#L(n,e);if(!r)return;this.edit(r.change,t,!0),await this.#C.settled();let i=nc(n,e,this.#I());n=i?.verdict===`ignored`?i:void 0}}#I(){let{answer:e}=this.#C;return(e?.edited.reading??e?.rest?.reading)?.decisions??[]}#L(e,t){let{about:n,answer:r}=this.#C;if(!n)return;let{description:i}=n;return Xi(e,{config:this.#t,session:this.#n,bareRoot:r?.bareRoot,decisions:t,description:i})}show(e){this.#l=e,this.requestUpdate()}showConfigAs(e){this.#u=e,this.requestUpdate()}showTokenAs(e){this.#d=e,this.requestUpdate()}showResult(){this.renderRoot.querySelector(`#result`)?.focus()}fold(e){let t=new Set(this.#f);t.delete(e)||t.add(e),this.#f=t,this.requestUpdate()}point(e){this.#_.point(e)}focusNext(e){this.#g.next(e)}async reveal(e,t){if(e===`config`){let e=this.#u===`table`?this.#R(t):void 0;if(e){e.focus();return}this.showConfigAs(`json`)}await this.updateComplete;let[n,r]=e===`config`?[this.#e.config,this.#t]:[this.#e.session,this.#n],{from:i,to:a}=fa(n,r,t,`error`);this.renderRoot.querySelector(`#${e}-editor`)?.reveal(i,a)}#R({path:e}){for(let{id:t,rows:n}of this.#t?A(this.#t):[]){let r=n.findIndex(t=>e===t.namePlace||e===t.expressionPlace||e===t.place);if(r<0)continue;let i=`[data-group="${t}"] [data-row="${r}"] ${e===n[r]?.expressionPlace?`.expression`:`.name`} input`;return this.renderRoot.querySelector(i)??void 0}}addRow(e){if(!this.#t)return;let t=e.rows.length;this.#g.next(`[data-group="${e.id}"] [data-row="${t}"] input`),this.edit({config:Ye(this.#t,e)}),this.#h.begin({group:e.id,index:t})}removeRow(e,t){if(!this.#t)return;let n=Math.min(t,e.rows.length-2);this.#g.next(n<0?`[data-add="${e.id}"]`:`[data-group="${e.id}"] [data-row="${n}"] [data-tool="remove"]`),this.edit({config:Xe(this.#t,e,t)})}moveRow(e,t,n){if(!this.#t||n<0||n>=e.rows.length||t===n)return;let r=this.renderRoot.activeElement?.getAttribute(`data-tool`),i=`[data-group="${e.id}"] [data-row="${n}"]`,a=n===0?`up`:n===e.rows.length-1?`down`:void 0;this.#g.next(r&&r!==a?`${i} [data-tool="${r}"]`:`${i} .handle`),this.edit({config:Ze(this.#t,e,t,n)})}startDrag(e,t,n){this.#x.start(e,t,n)}leaveDraft(){this.#y.after(()=>this.#h.end())}copy(e,t){this.#S.copy(e,t)}download(e,t){let n=M.createElement(`a`);n.href=URL.createObjectURL(new Blob([t],{type:`application/json`})),n.download=e,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4),this.#A(`Downloaded: ${e}.`)}import(e){return this.#w.take(e)}take(e){this.#w.take(e)}takeFile(e){this.#w.takeFile(e)}choose(e){this.#w.choose(e)}dismiss(){this.#w.dismiss()}check(e){this.#s=e;let t=e.trim()===``?void 0:nr(e);!t||`trouble`in t?(this.#c=void 0,this.#w.tell(t?.trouble),this.requestUpdate()):(this.#c=t,this.#z(t),this.requestUpdate())}#z(e){let{about:t,answer:n}=this.#C;if(!t)return;let{audience:r,scope:i,domain:a,customDomain:o}=ir(e,t.description.restricted_apis.exception),s={},c=[];r&&r.join(`
`)!==this.#e.audience.join(`
`)&&(s.audience=r,c.push(`audience`));let l=n?.bareRoot,u=i?.split(` `).filter(Boolean)??[],d=this.#n?.string([`scope`])??``;if(u.length&&(l!==void 0||d!==u.join(` `))){let e=aa({session:this.#n,bareRoot:l},u);e!==void 0&&(s.session=e,c.push(`scopes`))}let f=this.#B(a,o);f!==void 0&&(s.config=f,c.push(`domain`)),c.length===0?this.#w.tell(void 0):(this.edit(s),this.#w.tell(`From the token: its ${c.join(`, `).replace(/, ([^,]*)$/,` and $1`)}.`,!0))}#B(e,t){let n=[`tenant`,`domain`],r=[`tenant`,`custom_domains`],i=this.#t;if(!i||e===void 0||!i.canSet(n))return;i.string(n)!==e&&(i=D.read(i.set(n,e)));let a=i?.value(r),o=Array.isArray(a)&&a[0]===t;return i&&t!==void 0&&!o&&(i=D.read(i.set(r,[t]))),i&&i.text!==this.#t?.text?i.text:void 0}async issue(){let{session:e,audience:t}=this.#e,n=this.#e;try{this.#a=await this.#i?.({session:e,audience:t}),this.#A(`The token is issued.`)}catch(e){this.#a={trouble:e instanceof Error?e.message:String(e)}}n!==this.#e&&(this.#a=void 0),this.requestUpdate()}render(){if(this.#C.opening)return V;let e=this.#V(),t=Ls(e),n=t!==`real`&&t!==`changes`,r=ao(e,this),i=z`${Ys(e,this)} ${Ao(e,this)}`,a=Rs(e,this),o=Us(e,this);return z`
      <slot name="notice"></slot>
      ${Co(e,this)}
      ${e.narrow?z`
            ${n?z`<section class="panel first" aria-label="Verdict"><div class="body">${Os(e,this,t)}</div></section>`:V}
            <div class="inputs" part="inputs">${r}</div>
            ${a}
            <div class="inputs">${i} ${o}</div>
          `:z`<div class="columns">
            <div class="inputs" part="inputs">${r} ${i}</div>
            <div class="results">${a} ${o}</div>
          </div>`}
      <div class="visually-hidden" role="status">${this.#p}</div>
      ${this.#S.dialog()}
    `}#V(){let{about:e,answer:t,trouble:n,current:r}=this.#C,i=t?.edited,a=!!(i?.failure??i?.reading?.error)&&!t?.rest;return{state:this.#e,config:this.#t,session:this.#n,about:e,place:this.#C.place,answer:t,good:this.#o,stale:n!==void 0||a,trouble:n,current:r,tab:this.#l,configView:this.#u,tokenView:this.#d,unfolded:this.#f,drag:this.#x.current,draft:this.#h.current,mark:this.#_.current,notice:this.#w.notice,effective:this.#r,pasted:this.#s,real:this.#c,issued:this.#a,copied:this.#S.copied,canIssue:this.#i!==void 0,narrow:this.#v.narrow,canSave:!this.noSave,canUndo:this.#m.canUndo,canRedo:this.#m.canRedo}}};function nc({token:e,claim:t,source:n,expression:r},i,a){let o=t=>t.filter(t=>t.token===e&&t.source===n),s=o(i).findIndex(e=>e.claim===t&&e.expression===r);return o(a)[s]}function rc(e){return typeof e==`string`?e:`${JSON.stringify(e??{},null,2)}
`}function ic({saved:e,config:t,session:n,audience:r,scenarios:i}){return{saved:e,config:t,session:n,audience:[...r],...i&&{scenarios:i.map(e=>({...e}))}}}N.get(`claims-preview`)||N.define(`claims-preview`,tc);var ac=`#s=`,oc=16<<20;async function sc(e,t){let n=new TextEncoder().encode(JSON.stringify(e)),r=await fc(new CompressionStream(`deflate-raw`),n),i=new URL(t);return i.hash=ac+pc(r),i.href}async function cc(e){if(!e.startsWith(ac))return;let t=mc(e.slice(3)),n=await fc(new DecompressionStream(`deflate-raw`),t);return lc(JSON.parse(new TextDecoder(`utf-8`,{fatal:!0}).decode(n)))}function lc(e){let{saved:t,config:n,session:r,audience:i,scenarios:a}=e??{};if(typeof t!=`string`||typeof n!=`string`||typeof r!=`string`||!uc(i)||a!==void 0&&!dc(a))throw TypeError(`This is no state of a preview.`);return{saved:t,config:n,session:r,audience:i,...a&&{scenarios:a}}}function uc(e){return Array.isArray(e)&&e.every(e=>typeof e==`string`)}function dc(e){let t=({name:e,session:t,audience:n})=>typeof e==`string`&&typeof t==`string`&&uc(n);return Array.isArray(e)&&e.every(e=>e!==null&&t(e))}async function fc(e,t){let n=0,r=new TransformStream({transform(e,t){if(n+=e.length,n>oc)throw RangeError(`The state is too large.`);t.enqueue(e)}}),i=new Blob([t]).stream().pipeThrough(e).pipeThrough(r);return new Uint8Array(await new Response(i).arrayBuffer())}function pc(e){let t=``;for(let n of e)t+=String.fromCharCode(n);return btoa(t).replaceAll(`+`,`-`).replaceAll(`/`,`_`).replace(/=+$/,``)}function mc(e){let t=atob(e.replaceAll(`-`,`+`).replaceAll(`_`,`/`));return Uint8Array.from(t,e=>e.charCodeAt(0))}var hc=`claimsmith.preview`,gc=()=>sessionStorage;async function _c(){let e=await fetch(`./start.json`);if(!e.ok)throw Error(`start.json: ${e.status}`);let t=await e.text(),{config:n=`{}`,session:r=`{}`,audience:i=[``],server:a,write:o}=JSON.parse(t);return{text:t,state:{saved:n,config:n,session:r,audience:i},hasServer:a!==void 0,writes:o}}function vc(e,t){try{return gc().setItem(hc,JSON.stringify({start:e,state:t})),!0}catch{return!1}}function yc(e){try{let t=JSON.parse(gc().getItem(hc)??`null`);return t?.start===e?lc(t.state):void 0}catch{return}}var bc=`claimsmith.drafts`,xc=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t}setAside(e){this.#r([...this.#n(),e].slice(-5)),this.show()}show(){let e=this.#n(),t=e.at(-1);if(this.#e.replaceChildren(),!t)return;let n=document.createElement(`span`);n.textContent=`A link took the place of your draft. The draft is kept.`,this.#e.append(n,Sc(`Give my draft back`,()=>{this.#r(e.slice(0,-1)),this.#t(t),this.show()}),Sc(`Let it go`,()=>{this.#r(e.slice(0,-1)),this.show()}))}#n(){try{return JSON.parse(gc().getItem(bc)??`[]`).map(lc)}catch{return[]}}#r(e){try{e.length?gc().setItem(bc,JSON.stringify(e)):gc().removeItem(bc)}catch{}}};function Sc(e,t){let n=document.createElement(`button`);return n.type=`button`,n.textContent=e,n.addEventListener(`click`,t),n}var Cc=`claimsmith.theme`;function wc(e){e.value=Ec(),Tc(e.value),e.addEventListener(`change`,()=>{Tc(e.value);try{localStorage.setItem(Cc,e.value)}catch{}})}function Tc(e){e?document.documentElement.dataset.theme=e:delete document.documentElement.dataset.theme}function Ec(){try{let e=localStorage.getItem(Cc);return e===`light`||e===`dark`?e:``}catch{return``}}function Dc(e,t,n){e.addEventListener(`save`,r=>{r.preventDefault();let{config:i}=r.detail;Oc(i).then(r=>(r===void 0&&(e.saved=i),n(r??`Saved in ${t}.`)))})}async function Oc(e){try{let t=await fetch(`./config`,{method:`PUT`,headers:{"content-type":`application/json`},body:e});return t.ok?void 0:`It is not saved. ${(await t.text()).trim()}`}catch{return`It is not saved: the program that serves this page does not answer. Your edits are still here.`}}var kc=2e6,Z=document.createElement(`claims-preview`),Ac=Q(`#notice`,HTMLElement),jc=Q(`#link`,HTMLButtonElement),Mc=new xc(Q(`#draft`,HTMLElement),e=>Z.replace(e));function Q(e,t){let n=document.querySelector(e);if(!(n instanceof t))throw Error(`The page has no ${e}.`);return n}function $(e){Ac.textContent=e}async function Nc(){try{return await cc(location.hash)}catch{$(`The link is damaged: what it held cannot be read. Ask for it again.`);return}}function Pc(e){history.replaceState(null,``,location.pathname+location.search+e)}function Fc(e,t){return JSON.stringify(e)===JSON.stringify(t)}async function Ic(){let{text:e,state:t,hasServer:n,writes:r}=await _c(),i=e,a=yc(i),o=await Nc(),s=a&&!Fc(a,t)?a:void 0;Z.state=a??t,o&&s&&!Fc(s,o)?(Mc.setAside(s),Z.replace(o)):o&&(Z.state=o),Z.noSave=!n&&r===void 0;let c=Q(`main`,HTMLElement),l=document.createElement(`div`);n&&(l.className=`server-place`,c.append(l)),c.append(Z),Mc.show();let u,d=()=>{clearTimeout(u),u=void 0,vc(i,Z.state)||$(`This is too large for the browser to keep: it will be gone after a reload.`)},f=!1;if(Z.addEventListener(`change`,()=>{$(``),location.hash!==``&&!f&&Pc(``),u??=setTimeout(d,200)}),addEventListener(`pagehide`,()=>u!==void 0&&d()),addEventListener(`hashchange`,async()=>{let e=await Nc();e&&!Fc(e,Z.state)&&(Fc(Z.state,t)||Mc.setAside(Z.state),f=!0,Z.replace(e),f=!1)}),r!==void 0&&Dc(Z,r,async e=>{i=(await _c()).text,d(),$(e)}),!n)return;Q(`#privacy`,HTMLElement).textContent=`What you type leaves this browser when you save it or issue a token, and not before.`;let{Connection:p}=await Tt(async()=>{let{Connection:e}=await import(`./connection-BgoaB1ew.js`);return{Connection:e}},__vite__mapDeps([0,1]),import.meta.url);await new p({preview:Z,place:l,keep:d,origin:o?`link`:a?`kept`:`start`}).connect()}jc.addEventListener(`click`,async()=>{let e=await sc(Z.state,location.href);if(e.length>kc)$(`This is too large for a link.`);else try{await navigator.clipboard.writeText(e),$(`The link is copied. It holds everything you see.`)}catch{Pc(new URL(e).hash),$(`The address of this page is now the link. It holds everything you see.`)}}),Q(`#skip`,HTMLAnchorElement).addEventListener(`click`,e=>{e.preventDefault(),Z.showResult()}),addEventListener(`keydown`,e=>{let{target:t}=e,n=t instanceof HTMLInputElement||t instanceof HTMLTextAreaElement;if(e.defaultPrevented||!(e.ctrlKey||e.metaKey)||e.altKey)return;let r=e.key.toLowerCase(),i=r===`z`||r===`y`&&!e.shiftKey;if(r===`s`&&!e.shiftKey)Z.save();else if(i&&!n)r===`z`&&!e.shiftKey?Z.undo():Z.redo();else return;e.preventDefault()}),addEventListener(`paste`,e=>{let t=e.clipboardData?.getData(`text/plain`),n=e.composedPath().includes(Z),r=document.activeElement instanceof HTMLInputElement;e.defaultPrevented||n||r||!t||document.activeElement!==Z&&(e.preventDefault(),Z.import(t))}),addEventListener(`dragover`,e=>e.preventDefault()),addEventListener(`drop`,e=>{if(e.defaultPrevented)return;e.preventDefault();let[t]=e.dataTransfer?.files??[];t?.text().then(e=>Z.import(e))}),wc(Q(`#theme`,HTMLSelectElement)),Ic().catch(e=>$(`The page could not start. ${e}`));export{ft as a,dt as i,_t as n,mt as r,M as t};