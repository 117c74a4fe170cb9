const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./connection-DKoohLX6.js","./connection-ChyHdvhT.css"])))=>i.map(i=>d[i]);
var e=class extends Error{name=`EngineError`;code;constructor(e,t,n){super(t,n),this.code=e}},t=class extends Error{name=`PolicyError`;code;problems;token;bytes;limit;text;constructor(e,t){let{code:n,problems:r=[],token:i,bytes:a,limit:o}=e,[s,...c]=r;super(`${n}: ${s?.path?`${s.path}: `:``}${s?.message??e.message}`+(c.length>0?` (and ${c.length} more)`:``)),this.code=n,this.problems=r,this.token=i,this.bytes=a,this.limit=o,this.text=t}},n={major:1,minor:0},r={"abi-version":0,_initialize:0,cabi_realloc:4,evaluate:6,explain:6,validate:2,describe:0,cabi_post_evaluate:1,cabi_post_explain:1,cabi_post_validate:1,cabi_post_describe:1},i=new TextEncoder,a=new TextDecoder(`utf-8`,{fatal:!0,ignoreBOM:!0}),o=class{version;#e;constructor({exports:e}){if(!(e.memory instanceof WebAssembly.Memory))throw c(`memory`);s(e,`abi-version`),`_initialize`in e&&s(e,`_initialize`);let t=e;t._initialize?.();let i=t[`abi-version`]();this.version={major:i>>>16,minor:i&65535};let{major:a,minor:o}=n;if(this.version.major!==a||this.version.minor<o)throw l(`it speaks version ${this.version.major}.${this.version.minor} of the contract, this package needs ${a}.${o} or a later ${a}.x`);for(let t of Object.keys(r))s(e,t);this.#e=t}get bytes(){return this.#e.memory.buffer.byteLength}call(e,t){let n=this.#e[e](...this.#t(t))>>>0,r=this.#n(e,n);return this.#e[`cabi_post_${e}`](n),r}#t(e){let{cabi_realloc:t,memory:n}=this.#e,r=e.reduce((e,t)=>e+(typeof t==`string`?3:1)*t.length,0),a=r>0?t(0,0,1,r)>>>0:0,o=new Uint8Array(n.buffer);if(a+r>o.length)throw RangeError(`The room is outside of the memory.`);let s=[];for(let t of e){let e=t.length;typeof t==`string`?e=i.encodeInto(t,o.subarray(a)).written:o.set(t,a),s.push(a,e),a+=e}return s}#n(e,t){let{buffer:n}=this.#e.memory,r=new DataView(n),i=e!==`describe`,o=i?r.getUint8(t):0;if(o>1)throw TypeError(`The tag of the result is ${o}.`);let s=i?t+4:t,c=r.getUint32(s,!0),l=r.getUint32(s+4,!0);return{ok:o===0,text:a.decode(new Uint8Array(n,c,l))}}};function s(e,t){let n=e[t];if(typeof n!=`function`)throw c(t);if(n.length!==r[t])throw l(`its ${t} has another signature`)}function c(e){return l(`it exports no ${e}`)}function l(t){return new e(`incompatible_module`,`The module cannot be run: ${t}.`)}function u(e,t){return typeof t==`string`||_(t)?t:d(e,t)}function d(e,t){let n=JSON.stringify(t);if(n===void 0)throw TypeError(`The ${e} is ${typeof t}, which JSON cannot hold.`);return n}var f=new TextEncoder,p=4096;function m(e,t){if(typeof e==`string`){if(e.length<=p)return e.isWellFormed()?e:g(e);let n=t?.();return h(g(h(e,n)),n)}if(!_(e))throw TypeError(`A JSON text is a string or a Uint8Array.`);return e.length<=p?e:h(e,t?.())}function h(e,t=1/0){return e.length>t?e.slice(0,t+1):e}function g(e){let t=f.encode(e);if(e.isWellFormed())return t;let n=0,r=0;for(let{0:i,index:a}of e.matchAll(/\p{Surrogate}/gu)){r+=f.encode(e.slice(n,a)).length;let o=i.charCodeAt(0);t.set([237,128|o>>6&63,128|o&63],r),n=a+1,r+=3}return t}function _(e){return v(`Uint8Array`,e)}function v(e,t){return Object.prototype.toString.call(t)===`[object ${e}]`}var ee=2<<20,te=class{abiVersion;digest;raw={evaluate:(e,t,n)=>this.#i(`evaluate`,[e,t,n]),explain:(e,t,n)=>this.#i(`explain`,[e,t,n]),validate:e=>this.#i(`validate`,[e]),describe:()=>this.#i(`describe`,[])};#e;#t;#n;constructor(e,t,n){this.#e=e,this.#t=t,this.abiVersion=t.version,this.digest=n}evaluate(e,t,n){return this.#r(`evaluate`,ne(e,t,n))}explain(e,t,n){return this.#r(`explain`,ne(e,t,n))}validate(e){return this.#r(`validate`,[u(`config`,e)])}describe(){return this.#r(`describe`,[])}#r(e,n){let{ok:r,text:i,value:a}=this.#a(e,n);if(!r)throw new t(a.error,i);return a}#i(e,t){let{ok:n,text:r}=this.#a(e,t);return{ok:n,text:r}}#a(t,n){let r=n.map((e,t)=>m(e,()=>this.#o()[t]));try{this.#t??=new o(new WebAssembly.Instance(this.#e,{}));let e=this.#t.call(t,r),n={...e,value:y(e)};return this.#t.bytes>ee&&(this.#t=void 0),n}catch(n){throw this.#t=void 0,new e(`crashed`,`The module's instance crashed in ${t}: ${n}`,{cause:n})}}#o(){if(!this.#n){let e=this.describe().limits??{};this.#n=[e.config_bytes,e.session_bytes,e.audience_bytes]}return this.#n}};function ne(e,t,n){return[u(`config`,e),u(`session`,t),d(`audience`,n)]}function y({ok:e,text:t}){let n=JSON.parse(t);if(typeof n!=`object`||!n||Array.isArray(n))throw TypeError(`The text is no JSON object.`);if(!e&&typeof n.error?.code!=`string`)throw TypeError(`The text is no failure.`);return n}async function b(t){let n=t??new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url);if(v(`WebAssembly.Module`,n))return re(n,void 0);let r=await ie(n);return re(await WebAssembly.compile(r).catch(t=>{throw new e(`invalid_module`,`This is no WebAssembly module: ${t}`,{cause:t})}),await se(r))}async function re(t,n){let[r]=WebAssembly.Module.imports(t);if(r)throw l(`it imports ${r.module}.${r.name}, and it must import nothing`);try{return new te(t,new o(await WebAssembly.instantiate(t,{})),n)}catch(t){throw t instanceof e?t:new e(`crashed`,`The module crashed at its start: ${t}`,{cause:t})}}async function ie(t){if(_(t))return new Uint8Array(t);if(v(`ArrayBuffer`,t))return t.slice();try{let e=typeof t==`string`||v(`URL`,t)?await ae(String(t)):await t;if(!e.ok)throw Error(`${e.url||`the response`} has the status ${e.status}`);return await e.arrayBuffer()}catch(t){throw new e(`unreadable_module`,`The module cannot be read: ${t}`,{cause:t})}}async function ae(e){let t=e.startsWith(`file:`)&&oe.process?.getBuiltinModule?.(`node:fs`);return t?new Response(await t.promises.readFile(new URL(e))):fetch(e)}var oe=globalThis;async function se(e){let t=await globalThis.crypto?.subtle?.digest(`SHA-256`,e);return t&&Array.from(new Uint8Array(t),e=>e.toString(16).padStart(2,`0`)).join(``)}function ce(e,t=!1){let n=e.length,r=0,i=``,a=0,o=16,s=0,c=0,l=0,u=0,d=0;function f(t,n){let i=0,a=0;for(;i<t||!n;){let t=e.charCodeAt(r);if(t>=48&&t<=57)a=a*16+t-48;else if(t>=65&&t<=70)a=a*16+t-65+10;else if(t>=97&&t<=102)a=a*16+t-97+10;else break;r++,i++}return i<t&&(a=-1),a}function p(e){r=e,i=``,a=0,o=16,d=0}function m(){let t=r;if(e.charCodeAt(r)===48)r++;else for(r++;r<e.length&&C(e.charCodeAt(r));)r++;if(r<e.length&&e.charCodeAt(r)===46){if(r++,r<e.length&&C(e.charCodeAt(r)))for(r++;r<e.length&&C(e.charCodeAt(r));)r++;else return d=3,e.substring(t,r)}let n=r;if(r<e.length&&(e.charCodeAt(r)===69||e.charCodeAt(r)===101)){if(r++,(r<e.length&&e.charCodeAt(r)===43||e.charCodeAt(r)===45)&&r++,r<e.length&&C(e.charCodeAt(r))){for(r++;r<e.length&&C(e.charCodeAt(r));)r++;n=r}else d=3}return e.substring(t,n)}function h(){let t=``,i=r;for(;;){if(r>=n){t+=e.substring(i,r),d=2;break}let a=e.charCodeAt(r);if(a===34){t+=e.substring(i,r),r++;break}if(a===92){if(t+=e.substring(i,r),r++,r>=n){d=2;break}switch(e.charCodeAt(r++)){case 34:t+=`"`;break;case 92:t+=`\\`;break;case 47:t+=`/`;break;case 98:t+=`\b`;break;case 102:t+=`\f`;break;case 110:t+=`
`;break;case 114:t+=`\r`;break;case 116:t+=`	`;break;case 117:let e=f(4,!0);e>=0?t+=String.fromCharCode(e):d=4;break;default:d=5}i=r}else{if(a>=0&&a<=31){if(S(a)){t+=e.substring(i,r),d=2;break}d=6}r++}}return t}function g(){if(i=``,d=0,a=r,c=s,u=l,r>=n)return a=n,o=17;let t=e.charCodeAt(r);if(x(t)){do r++,i+=String.fromCharCode(t),t=e.charCodeAt(r);while(x(t));return o=15}if(S(t))return r++,i+=String.fromCharCode(t),t===13&&e.charCodeAt(r)===10&&(r++,i+=`
`),s++,l=r,o=14;switch(t){case 123:return r++,o=1;case 125:return r++,o=2;case 91:return r++,o=3;case 93:return r++,o=4;case 58:return r++,o=6;case 44:return r++,o=5;case 34:return r++,i=h(),o=10;case 47:let c=r-1;if(e.charCodeAt(r+1)===47){for(r+=2;r<n&&!S(e.charCodeAt(r));)r++;return i=e.substring(c,r),o=12}if(e.charCodeAt(r+1)===42){r+=2;let t=n-1,a=!1;for(;r<t;){let t=e.charCodeAt(r);if(t===42&&e.charCodeAt(r+1)===47){r+=2,a=!0;break}r++,S(t)&&(t===13&&e.charCodeAt(r)===10&&r++,s++,l=r)}return a||(r++,d=1),i=e.substring(c,r),o=13}return i+=String.fromCharCode(t),r++,o=16;case 45:if(i+=String.fromCharCode(t),r++,r===n||!C(e.charCodeAt(r)))return o=16;case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return i+=m(),o=11;default:for(;r<n&&_(t);)r++,t=e.charCodeAt(r);if(a!==r){switch(i=e.substring(a,r),i){case`true`:return o=8;case`false`:return o=9;case`null`:return o=7}return o=16}return i+=String.fromCharCode(t),r++,o=16}}function _(e){if(x(e)||S(e))return!1;switch(e){case 125:case 93:case 123:case 91:case 34:case 58:case 44:case 47:return!1}return!0}function v(){let e;do e=g();while(e>=12&&e<=15);return e}return{setPosition:p,getPosition:()=>r,scan:t?v:g,getToken:()=>o,getTokenValue:()=>i,getTokenOffset:()=>a,getTokenLength:()=>r-a,getTokenStartLine:()=>c,getTokenStartCharacter:()=>a-u,getTokenError:()=>d}}function x(e){return e===32||e===9}function S(e){return e===10||e===13}function C(e){return e>=48&&e<=57}var le;(function(e){e[e.lineFeed=10]=`lineFeed`,e[e.carriageReturn=13]=`carriageReturn`,e[e.space=32]=`space`,e[e._0=48]=`_0`,e[e._1=49]=`_1`,e[e._2=50]=`_2`,e[e._3=51]=`_3`,e[e._4=52]=`_4`,e[e._5=53]=`_5`,e[e._6=54]=`_6`,e[e._7=55]=`_7`,e[e._8=56]=`_8`,e[e._9=57]=`_9`,e[e.a=97]=`a`,e[e.b=98]=`b`,e[e.c=99]=`c`,e[e.d=100]=`d`,e[e.e=101]=`e`,e[e.f=102]=`f`,e[e.g=103]=`g`,e[e.h=104]=`h`,e[e.i=105]=`i`,e[e.j=106]=`j`,e[e.k=107]=`k`,e[e.l=108]=`l`,e[e.m=109]=`m`,e[e.n=110]=`n`,e[e.o=111]=`o`,e[e.p=112]=`p`,e[e.q=113]=`q`,e[e.r=114]=`r`,e[e.s=115]=`s`,e[e.t=116]=`t`,e[e.u=117]=`u`,e[e.v=118]=`v`,e[e.w=119]=`w`,e[e.x=120]=`x`,e[e.y=121]=`y`,e[e.z=122]=`z`,e[e.A=65]=`A`,e[e.B=66]=`B`,e[e.C=67]=`C`,e[e.D=68]=`D`,e[e.E=69]=`E`,e[e.F=70]=`F`,e[e.G=71]=`G`,e[e.H=72]=`H`,e[e.I=73]=`I`,e[e.J=74]=`J`,e[e.K=75]=`K`,e[e.L=76]=`L`,e[e.M=77]=`M`,e[e.N=78]=`N`,e[e.O=79]=`O`,e[e.P=80]=`P`,e[e.Q=81]=`Q`,e[e.R=82]=`R`,e[e.S=83]=`S`,e[e.T=84]=`T`,e[e.U=85]=`U`,e[e.V=86]=`V`,e[e.W=87]=`W`,e[e.X=88]=`X`,e[e.Y=89]=`Y`,e[e.Z=90]=`Z`,e[e.asterisk=42]=`asterisk`,e[e.backslash=92]=`backslash`,e[e.closeBrace=125]=`closeBrace`,e[e.closeBracket=93]=`closeBracket`,e[e.colon=58]=`colon`,e[e.comma=44]=`comma`,e[e.dot=46]=`dot`,e[e.doubleQuote=34]=`doubleQuote`,e[e.minus=45]=`minus`,e[e.openBrace=123]=`openBrace`,e[e.openBracket=91]=`openBracket`,e[e.plus=43]=`plus`,e[e.slash=47]=`slash`,e[e.formFeed=12]=`formFeed`,e[e.tab=9]=`tab`})(le||={}),Array(20).fill(0).map((e,t)=>` `.repeat(t));var w=200;Array(w).fill(0).map((e,t)=>`
`+` `.repeat(t)),Array(w).fill(0).map((e,t)=>`\r`+` `.repeat(t)),Array(w).fill(0).map((e,t)=>`\r
`+` `.repeat(t)),Array(w).fill(0).map((e,t)=>`
`+`	`.repeat(t)),Array(w).fill(0).map((e,t)=>`\r`+`	`.repeat(t)),Array(w).fill(0).map((e,t)=>`\r
`+`	`.repeat(t));var ue;(function(e){e.DEFAULT={allowTrailingComma:!1}})(ue||={});function de(e,t){let n=[],r={},i,a={value:{},offset:0,length:0,type:`object`,parent:void 0},o=!1;function s(e,t,n,r){a.value=e,a.offset=t,a.length=n,a.type=r,a.colonOffset=void 0,i=a}try{he(e,{onObjectBegin:(e,a)=>{if(t<=e)throw r;i=void 0,o=t>e,n.push(``)},onObjectProperty:(e,i,a)=>{if(t<i||(s(e,i,a,`property`),n[n.length-1]=e,t<=i+a))throw r},onObjectEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onArrayBegin:(e,a)=>{if(t<=e)throw r;i=void 0,n.push(0)},onArrayEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onLiteralValue:(e,n,i)=>{if(t<n||(s(e,n,i,ge(e)),t<=n+i))throw r},onSeparator:(e,a,s)=>{if(t<=a)throw r;if(e===`:`&&i&&i.type===`property`)i.colonOffset=a,o=!1,i=void 0;else if(e===`,`){let e=n[n.length-1];typeof e==`number`?n[n.length-1]=e+1:(o=!0,n[n.length-1]=``),i=void 0}}})}catch(e){if(e!==r)throw e}return{path:n,previousNode:i,isAtPropertyKey:o,matches:e=>{let t=0;for(let r=0;t<e.length&&r<n.length;r++)if(e[t]===n[r]||e[t]===`*`)t++;else if(e[t]!==`**`)return!1;return t===e.length}}}function fe(e,t=[],n=ue.DEFAULT){let r={type:`array`,offset:-1,length:-1,children:[],parent:void 0};function i(e){r.type===`property`&&(r.length=e-r.offset,r=r.parent)}function a(e){return r.children.push(e),e}he(e,{onObjectBegin:e=>{r=a({type:`object`,offset:e,length:-1,parent:r,children:[]})},onObjectProperty:(e,t,n)=>{r=a({type:`property`,offset:t,length:-1,parent:r,children:[]}),r.children.push({type:`string`,value:e,offset:t,length:n,parent:r})},onObjectEnd:(e,t)=>{i(e+t),r.length=e+t-r.offset,r=r.parent,i(e+t)},onArrayBegin:(e,t)=>{r=a({type:`array`,offset:e,length:-1,parent:r,children:[]})},onArrayEnd:(e,t)=>{r.length=e+t-r.offset,r=r.parent,i(e+t)},onLiteralValue:(e,t,n)=>{a({type:ge(e),offset:t,length:n,parent:r,value:e}),i(t+n)},onSeparator:(e,t,n)=>{r.type===`property`&&(e===`:`?r.colonOffset=t:e===`,`&&i(t))},onError:(e,n,r)=>{t.push({error:e,offset:n,length:r})}},n);let o=r.children[0];return o&&delete o.parent,o}function pe(e,t){if(!e)return;let n=e;for(let e of t)if(typeof e==`string`){if(n.type!==`object`||!Array.isArray(n.children))return;let t=!1;for(let r of n.children)if(Array.isArray(r.children)&&r.children[0].value===e&&r.children.length===2){n=r.children[1],t=!0;break}if(!t)return}else{let t=e;if(n.type!==`array`||t<0||!Array.isArray(n.children)||t>=n.children.length)return;n=n.children[t]}return n}function me(e){switch(e.type){case`array`:return e.children.map(me);case`object`:let t=Object.create(null);for(let n of e.children){let e=n.children[1];e&&(t[n.children[0].value]=me(e))}return t;case`null`:case`string`:case`number`:case`boolean`:return e.value;default:return}}function he(e,t,n=ue.DEFAULT){let r=ce(e,!1),i=[],a=0;function o(e){return e?()=>a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function s(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function c(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice()):()=>!0}function l(e){return e?()=>{a>0?a++:e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice())===!1&&(a=1)}:()=>!0}function u(e){return e?()=>{a>0&&a--,a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter())}:()=>!0}let d=l(t.onObjectBegin),f=c(t.onObjectProperty),p=u(t.onObjectEnd),m=l(t.onArrayBegin),h=u(t.onArrayEnd),g=c(t.onLiteralValue),_=s(t.onSeparator),v=o(t.onComment),ee=s(t.onError),te=n&&n.disallowComments,ne=n&&n.allowTrailingComma;function y(){for(;;){let e=r.scan();switch(r.getTokenError()){case 4:b(14);break;case 5:b(15);break;case 3:b(13);break;case 1:te||b(11);break;case 2:b(12);break;case 6:b(16)}switch(e){case 12:case 13:te?b(10):v();break;case 16:b(1);break;case 15:case 14:break;default:return e}}}function b(e,t=[],n=[]){if(ee(e),t.length+n.length>0){let e=r.getToken();for(;e!==17;){if(t.indexOf(e)!==-1){y();break}if(n.indexOf(e)!==-1)break;e=y()}}}function re(e){let t=r.getTokenValue();return e?g(t):(f(t),i.push(t)),y(),!0}function ie(){switch(r.getToken()){case 11:let e=r.getTokenValue(),t=Number(e);isNaN(t)&&(b(2),t=0),g(t);break;case 7:g(null);break;case 8:g(!0);break;case 9:g(!1);break;default:return!1}return y(),!0}function ae(){return r.getToken()===10?(re(!1),r.getToken()===6?(_(`:`),y(),x()||b(4,[],[2,5])):b(5,[],[2,5]),i.pop(),!0):(b(3,[],[2,5]),!1)}function oe(){d(),y();let e=!1;for(;r.getToken()!==2&&r.getToken()!==17;){if(r.getToken()===5){if(e||b(4,[],[]),_(`,`),y(),r.getToken()===2&&ne)break}else e&&b(6,[],[]);ae()||b(4,[],[2,5]),e=!0}return p(),r.getToken()===2?y():b(7,[2],[]),!0}function se(){m(),y();let e=!0,t=!1;for(;r.getToken()!==4&&r.getToken()!==17;){if(r.getToken()===5){if(t||b(4,[],[]),_(`,`),y(),r.getToken()===4&&ne)break}else t&&b(6,[],[]);e?(i.push(0),e=!1):i[i.length-1]++,x()||b(4,[],[4,5]),t=!0}return h(),e||i.pop(),r.getToken()===4?y():b(8,[4],[]),!0}function x(){switch(r.getToken()){case 3:return se();case 1:return oe();case 10:return re(!0);default:return ie()}}return y(),r.getToken()===17?n.allowEmptyContent?!0:(b(4,[],[]),!1):x()?(r.getToken()!==17&&b(9,[],[]),!0):(b(4,[],[]),!1)}function ge(e){switch(typeof e){case`boolean`:return`boolean`;case`number`:return`number`;case`string`:return`string`;case`object`:if(e){if(Array.isArray(e))return`array`}else return`null`;return`object`;default:return`null`}}var _e;(function(e){e[e.None=0]=`None`,e[e.UnexpectedEndOfComment=1]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=2]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=3]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=4]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=5]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=6]=`InvalidCharacter`})(_e||={});var ve;(function(e){e[e.OpenBraceToken=1]=`OpenBraceToken`,e[e.CloseBraceToken=2]=`CloseBraceToken`,e[e.OpenBracketToken=3]=`OpenBracketToken`,e[e.CloseBracketToken=4]=`CloseBracketToken`,e[e.CommaToken=5]=`CommaToken`,e[e.ColonToken=6]=`ColonToken`,e[e.NullKeyword=7]=`NullKeyword`,e[e.TrueKeyword=8]=`TrueKeyword`,e[e.FalseKeyword=9]=`FalseKeyword`,e[e.StringLiteral=10]=`StringLiteral`,e[e.NumericLiteral=11]=`NumericLiteral`,e[e.LineCommentTrivia=12]=`LineCommentTrivia`,e[e.BlockCommentTrivia=13]=`BlockCommentTrivia`,e[e.LineBreakTrivia=14]=`LineBreakTrivia`,e[e.Trivia=15]=`Trivia`,e[e.Unknown=16]=`Unknown`,e[e.EOF=17]=`EOF`})(ve||={});var ye=de,be=fe,xe=pe,Se=me,Ce;(function(e){e[e.InvalidSymbol=1]=`InvalidSymbol`,e[e.InvalidNumberFormat=2]=`InvalidNumberFormat`,e[e.PropertyNameExpected=3]=`PropertyNameExpected`,e[e.ValueExpected=4]=`ValueExpected`,e[e.ColonExpected=5]=`ColonExpected`,e[e.CommaExpected=6]=`CommaExpected`,e[e.CloseBraceExpected=7]=`CloseBraceExpected`,e[e.CloseBracketExpected=8]=`CloseBracketExpected`,e[e.EndOfFileExpected=9]=`EndOfFileExpected`,e[e.InvalidCommentToken=10]=`InvalidCommentToken`,e[e.UnexpectedEndOfComment=11]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=12]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=13]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=14]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=15]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=16]=`InvalidCharacter`})(Ce||={});var we={disallowComments:!0,allowTrailingComma:!1,allowEmptyContent:!1},Te=1<<18,T=class e{text;root;constructor(e,t){this.text=e,this.root=t}static read(t,n=Te){if(t.length>n)return;let r=[];try{let n=be(t,r,we);return n&&r.length===0?new e(t,n):void 0}catch{return}}node(e){return xe(this.root,e)}at(e){return this.node(this.path(e))}path(e){let t=[],n=this.root;for(let r of De(e)){let e=n?.type===`array`&&/^(?:0|[1-9]\d*)$/.test(r);t.push(e?Number(r):r),n=this.node(t)}return t}string(e){let t=this.node(e);return t?.type===`string`?String(t.value):void 0}canSet(e){for(let t=0;t<e.length;t++){let n=this.node(e.slice(0,t));if(!n)return!0;if(n.type!==`object`)return!1}return!0}raw(e){return this.text.slice(e.offset,e.offset+e.length)}value(e){let t=this.node(e);return t&&Se(t)}set(e,t){let n=this.root;for(let[r,i]of e.entries()){let a=xe(n,[i]);if(a)n=a;else return t===void 0?this.text:this.#t(n,i,Ee(e,r,t))}if(t===void 0)return this.remove(n);let r=this.#n(n)?this.#a(n):void 0;return this.replace(n,this.#r(t,r))}append(e,t){let n=this.node(e);return n?.type===`array`?this.#t(n,n.children?.length??0,t):this.set(e,[t])}remove(e){let{parent:t}=e;if(!t)throw TypeError(`A document cannot be removed from itself.`);if(t.type===`property`)return this.remove(t);let n=t.children??[],r=n.indexOf(e),[i,a]=[n[r-1],n[r+1]];return a?this.#e(e.offset,a.offset,``):i?this.#e(E(i),E(e),``):this.#e(t.offset+1,E(t)-1,``)}swap(e,t){let[n,r]=e.offset<t.offset?[e,t]:[t,e];return this.text.slice(0,n.offset)+this.raw(r)+this.text.slice(E(n),r.offset)+this.raw(n)+this.text.slice(E(r))}replace(e,t){return this.#e(e.offset,E(e),t)}#e(e,t,n){return this.text.slice(0,e)+n+this.text.slice(t)}#t(e,t,n){let r=e.children??[];if(!(e.type===`array`?t===r.length:typeof t==`string`)||e.type!==`array`&&e.type!==`object`)throw TypeError(`No place ${t} can be made in something of type ${e.type}.`);let i=e.type===`array`?``:JSON.stringify(t)+this.#i(),a=r.at(-1);if(!a){let t=this.#n(e)?this.#a(e):void 0,r=t&&t+this.#o(),a=(r??``)+i+this.#r(n,r)+(t??``);return this.#e(e.offset+1,E(e)-1,a)}let o=this.text.slice(e.offset+1,a.offset),s=o.slice(o.trimEnd().length),c=this.#a(a),l=s.includes(`
`),u=r.length>1?s:this.#i().slice(1),d=e.type===`array`&&a.children?.length?this.#n(a):l,f=i+this.#r(n,d?c:void 0);return this.#e(E(a),E(a),`,${l?c:u}${f}`)}#n(e){return e.children?.length?this.raw(e).includes(`
`):e===this.root||this.text.trimEnd().includes(`
`)}#r(e,t){return t===void 0?this.#i()===`:`?JSON.stringify(e):JSON.stringify(e,null,1).replace(/\n */g,` `):JSON.stringify(e,null,this.#o()).replaceAll(`
`,t)}#i(){let[e,t]=this.root.children?.[0]?.children??[];return e&&t&&E(e)+1===t.offset?`:`:`: `}#a(e){let t=this.text.lastIndexOf(`
`,e.offset)+1,n=/^[ \t]*/.exec(this.text.slice(t,e.offset))?.[0]??``;return(this.text.includes(`\r
`)?`\r
`:`
`)+n}#o(){return/\n([ \t]+)\S/.exec(this.text)?.[1]??`  `}};function E(e){return e.offset+e.length}function Ee(e,t,n){return e.slice(t+1).reduceRight((e,t)=>typeof t==`number`?[e]:{[t]:e},n)}function De(e){return e===``?[]:e.slice(1).split(`/`).map(e=>e.replaceAll(`~1`,`/`).replaceAll(`~0`,`~`))}function Oe(e){return e.map(e=>`/${String(e).replaceAll(`~`,`~0`).replaceAll(`/`,`~1`)}`).join(``)}function ke(e,t){let n=0;for(let r=0;r<e.length;r++){let i=e.charCodeAt(r),a=i>=55296&&i<56320&&Ae(e.charCodeAt(r+1));if(n+=i<128?1:i<2048?2:a?4:3,n>t)return r;a&&r++}return e.length}function Ae(e){return e>=56320&&e<57344}function je(e){let t=[],n=``,r=0,i=e.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs)??[];for(let e=0;e<i.length;e++){let a=i[e]??``,o=i[e+1];if(a===`{`||a===`[`){if(n+=a,o===`}`||o===`]`)continue;r++}else if(a===`}`||a===`]`){let o=i[e-1];if(o===`{`||o===`[`){n+=a;continue}n.trim()&&t.push(n),r--,n=`  `.repeat(r)+a;continue}else if(a===`,`)n+=a;else{n+=a===`:`?`: `:a;continue}t.push(n),n=`  `.repeat(r)}return n.trim()&&t.push(n),t}function Me(e,t){let n=JSON.parse(t);if(!e){let{code:e,message:t,problems:r=[]}=n.error;return{failure:{code:e,message:t,problems:r}}}let{payload:r,warnings:i=[],logs:a=[],error:o}=n,s=n.decisions.filter(({source:e})=>e===`mapping`||e===`action`),c={},l={tokens:c,decisions:s,payload:r,warnings:i,logs:a,...o&&{error:o}},u=T.read(t,1/0);for(let e of[`access_token`,`id_token`,`userinfo`]){let t=u?.node([e,`claims`]);u&&t&&(c[e]=Ne(u,t))}let d=u?.node([`saml`,`attributes`]);return u&&d&&(l.attributes=(d.children??[]).map((e,t)=>({name:n.saml.attributes[t].name,format:n.saml.attributes[t].name_format,type:n.saml.attributes[t].type,values:Pe(u,e)}))),{reading:l}}function Ne(e,t){return(t.children??[]).map(({children:[t,n]=[]})=>({name:String(t?.value),text:n?e.raw(n):``}))}function Pe(e,t){return(t.children?.find(({children:e})=>e?.[0]?.value===`values`)?.children?.[1]?.children??[]).map(t=>e.raw(t))}function Fe(e){let{digest:t}=e;return{description:e.describe(),...t!==void 0&&{digest:t}}}function Ie(e,t,{state:n,otherMode:r}){let{config:i,saved:a,session:o}=n,s=JSON.stringify(n.audience.length===1?n.audience[0]:n.audience),c=t=>{let{ok:n,text:r}=e.raw.explain(t,o,s);return Me(n,r)},l=c(i),u=Re(e,t,o);return{edited:l,validation:JSON.parse(e.raw.validate(i).text),saved:a===i?l:c(a),...r!==void 0&&{otherMode:c(r)},...u!==void 0&&{bareRoot:u}}}var Le=`claims_preview_probe`;function Re(e,{expressions:t},n){return t.roots.find(r=>{let i=[{name:`https://claims.example/probe`,expression:r+t.separator+Le}],a=JSON.stringify({access_token:{custom_claim_mappings:i}}),{ok:o,text:s}=e.raw.explain(a,n,`""`);return o&&JSON.parse(s).decisions[0]?.fix?.path===Oe([Le])})}function ze(e){return e.includes(`\r`)?e.replace(/\r\n?/g,`
`):e}function Be(e,t){return e.includes(`\r`)?ze(e.slice(0,t)).length:t}var Ve=e=>e>=55296&&e<=56319,He=e=>e>=56320&&e<=57343;function Ue(e,t){if(e===t)return;let n=Math.min(e.length,t.length),r=0;for(;r<n&&e.charCodeAt(r)===t.charCodeAt(r);)r++;let i=0;for(;i<n-r&&e.charCodeAt(e.length-1-i)===t.charCodeAt(t.length-1-i);)i++;return r>0&&Ve(e.charCodeAt(r-1))&&r--,i>0&&He(e.charCodeAt(e.length-i))&&i--,{from:r,to:e.length-i,insert:t.slice(r,t.length-i)}}function We(e,t){let n=e.toLowerCase(),r=t===``?-1:n.indexOf(t.toLowerCase());if(!(r<0||n.length!==e.length))return{from:r,to:r+t.length}}function Ge(e,t){let n=1,r=0,i=e.indexOf(`
`);return t.map(t=>{for(;i>=0&&i<t;)n++,r=i+1,i=e.indexOf(`
`,r);return{line:n,column:Math.max(t-r,0)+1}})}var Ke=/[^\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]|\p{Default_Ignorable_Code_Point}/gu;function D(e){return e.replace(Ke,qe)}function qe(e){return Array.from({length:e.length},(t,n)=>`\\u${e.charCodeAt(n).toString(16).padStart(4,`0`)}`).join(``)}var Je=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),Ye=function(e,t){return new URL(e,t).href},Xe={},Ze=function(e){return e.pathname.endsWith(`.css`)},Qe=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},$e=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=Ye(t,n);let r=s(t),i=Ze(r);return Qe(Xe,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:Je,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},et=globalThis,tt=et.ShadowRoot&&(et.ShadyCSS===void 0||et.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,nt=Symbol(),rt=new WeakMap,it=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==nt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(tt&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=rt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&rt.set(t,e))}return e}toString(){return this.cssText}},at=e=>new it(typeof e==`string`?e:e+``,void 0,nt),ot=(e,...t)=>new it(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,nt),st=(e,t)=>{if(tt)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=et.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},ct=tt?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return at(t)})(e):e,{is:lt,defineProperty:ut,getOwnPropertyDescriptor:dt,getOwnPropertyNames:ft,getOwnPropertySymbols:pt,getPrototypeOf:mt}=Object,ht=globalThis,gt=ht.trustedTypes,_t=gt?gt.emptyScript:``,vt=ht.reactiveElementPolyfillSupport,O=(e,t)=>e,yt={toAttribute(e,t){switch(t){case Boolean:e=e?_t:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},bt=(e,t)=>!lt(e,t),xt={attribute:!0,type:String,converter:yt,reflect:!1,useDefault:!1,hasChanged:bt};Symbol.metadata??=Symbol(`metadata`),ht.litPropertyMetadata??=new WeakMap;var k=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=xt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&ut(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=dt(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??xt}static _$Ei(){if(this.hasOwnProperty(O(`elementProperties`)))return;let e=mt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(O(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(O(`properties`))){let e=this.properties,t=[...ft(e),...pt(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(ct(e))}else e!==void 0&&t.push(ct(e));return t}static _$Eu(e,t){let n=t.attribute;return n===!1?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return st(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&n.reflect===!0){let i=(n.converter?.toAttribute===void 0?yt:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?yt:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(r===!1&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??bt)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),i!==!0||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];e!==!0||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};k.elementStyles=[],k.shadowRootOptions={mode:`open`},k[O(`elementProperties`)]=new Map,k[O(`finalized`)]=new Map,vt?.({ReactiveElement:k}),(ht.reactiveElementVersions??=[]).push(`2.1.2`);var St=globalThis,Ct=e=>e,wt=St.trustedTypes,Tt=wt?wt.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,Et=`$lit$`,A=`lit$${Math.random().toFixed(9).slice(2)}$`,Dt=`?`+A,Ot=`<${Dt}>`,j=document,M=()=>j.createComment(``),N=e=>e===null||typeof e!=`object`&&typeof e!=`function`,kt=Array.isArray,At=e=>kt(e)||typeof e?.[Symbol.iterator]==`function`,jt=`[ 	
\f\r]`,P=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Mt=/-->/g,Nt=/>/g,F=RegExp(`>|${jt}(?:([^\\s"'>=/]+)(${jt}*=${jt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,`g`),Pt=/'/g,Ft=/"/g,It=/^(?:script|style|textarea|title)$/i,I=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),L=Symbol.for(`lit-noChange`),R=Symbol.for(`lit-nothing`),Lt=new WeakMap,z=j.createTreeWalker(j,129);function Rt(e,t){if(!kt(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return Tt===void 0?t:Tt.createHTML(t)}var zt=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=P;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===P?c[1]===`!--`?o=Mt:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=F):(It.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=F):o=Nt:o===F?c[0]===`>`?(o=i??P,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?F:c[3]===`"`?Ft:Pt):o===Ft||o===Pt?o=F:o===Mt||o===Nt?o=P:(o=F,i=void 0);let d=o===F&&e[t+1].startsWith(`/>`)?` `:``;a+=o===P?n+Ot:l>=0?(r.push(s),n.slice(0,l)+Et+n.slice(l)+A+d):n+A+(l===-2?t:d)}return[Rt(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Bt=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=zt(t,n);if(this.el=e.createElement(l,r),z.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=z.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(Et)){let t=u[o++],n=i.getAttribute(e).split(A),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ut:r[1]===`?`?Wt:r[1]===`@`?Gt:V}),i.removeAttribute(e)}else e.startsWith(A)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(It.test(i.tagName)){let e=i.textContent.split(A),t=e.length-1;if(t>0){i.textContent=wt?wt.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],M()),z.nextNode(),c.push({type:2,index:++a});i.append(e[t],M())}}}else if(i.nodeType===8){if(i.data===Dt)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(A,e+1))!==-1;)c.push({type:7,index:a}),e+=A.length-1}}a++}}static createElement(e,t){let n=j.createElement(`template`);return n.innerHTML=e,n}};function B(e,t,n=e,r){if(t===L)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=N(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=B(e,i._$AS(e,t.values),i,r)),t}var Vt=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??j).importNode(t,!0);z.currentNode=r;let i=z.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Ht(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Kt(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=z.nextNode(),a++)}return z.currentNode=j,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Ht=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=R,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=B(this,e,t),N(e)?e===R||e==null||e===``?(this._$AH!==R&&this._$AR(),this._$AH=R):e!==this._$AH&&e!==L&&this._(e):e._$litType$===void 0?e.nodeType===void 0?At(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==R&&N(this._$AH)?this._$AA.nextSibling.data=e:this.T(j.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Bt.createElement(Rt(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Vt(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Lt.get(e.strings);return t===void 0&&Lt.set(e.strings,t=new Bt(e)),t}k(t){kt(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(M()),this.O(M()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=Ct(e).nextSibling;Ct(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},V=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=R,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=R}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=B(this,e,t,0),a=!N(e)||e!==this._$AH&&e!==L,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=B(this,r[n+o],t,o),s===L&&(s=this._$AH[o]),a||=!N(s)||s!==this._$AH[o],s===R?e=R:e!==R&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===R?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ut=class extends V{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===R?void 0:e}},Wt=class extends V{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==R)}},Gt=class extends V{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=B(this,e,t,0)??R)===L)return;let n=this._$AH,r=e===R&&n!==R||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==R&&(n===R||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Kt=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){B(this,e)}},qt={M:Et,P:A,A:Dt,C:1,L:zt,R:Vt,D:At,V:B,I:Ht,H:V,N:Wt,U:Gt,B:Ut,F:Kt},Jt=St.litHtmlPolyfillSupport;Jt?.(Bt,Ht),(St.litHtmlVersions??=[]).push(`3.3.3`);var Yt=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Ht(t.insertBefore(M(),e),e,void 0,n??{})}return i._$AI(e),i},Xt=globalThis,H=class extends k{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Yt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return L}};H._$litElement$=!0,H.finalized=!0,Xt.litElementHydrateSupport?.({LitElement:H});var Zt=Xt.litElementPolyfillSupport;Zt?.({LitElement:H}),(Xt.litElementVersions??=[]).push(`4.2.2`);var Qt=[`access_token`,`custom_claim_mappings`],$t=[`access_token`,`claims_mapping`,`custom_claims`],en=[`id_token`,`custom_claim_mappings`],U=[`saml_configuration`,`mappings`];function tn(e){return e.node(Qt)?!1:e.node([`access_token`,`claims_mapping`])?!0:e.string([`identifier`])!==void 0&&!e.node([`client_id`])}function nn(e,{limits:t}){return{used:rn(e).filter(({id:e})=>e!==`saml`).reduce((e,{rows:t})=>e+t.length,0),limit:tn(e)?t.mappings_claims_mapping:t.mappings}}function rn(e){return[an(e,`access_token`,tn(e)?$t:Qt),an(e,`id_token`,en),on(e)]}function an(e,t,n){let r=e.node(n),i=Oe(n);return{id:t,path:n,place:i,rows:(r?.type===`array`?r.children??[]:[]).map((t,n)=>{let r=`${i}/${n}`;return{name:ln(e,cn(t,`name`)),expression:ln(e,cn(t,`expression`)),place:r,namePlace:`${r}/name`,expressionPlace:`${r}/expression`,broken:t.type!==`object`}}),broken:!sn(e,n,`array`)}}function on(e){let t=e.node(U),n=(t?.type===`object`?t.children??[]:[]).map(t=>{let[n,r]=t.children??[],i=String(n?.value??``),a=Oe([...U,i]);return{name:i,expression:ln(e,r),place:a,namePlace:a,expressionPlace:a,broken:!1}});return{id:`saml`,path:U,place:Oe(U),rows:n,broken:!sn(e,U,`object`)}}function sn(e,t,n){let r=e.node(t);return e.canSet(t)&&(!r||r.type===n)}function cn(e,t){return e.children?.find(e=>e.children?.[0]?.value===t)?.children?.[1]}function ln(e,t){return t?t.type===`string`?String(t.value):e.raw(t):``}function un(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`name`],r);let i=e.node(t.path)?.children?.[n]?.children?.[0];return i?e.replace(i,JSON.stringify(r)):e.text}function dn(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`expression`],r);let i=e.node(t.path)?.children?.[n]?.children?.[1];return i?e.replace(i,JSON.stringify(r)):e.text}function fn(e,t){if(t.id!==`saml`)return e.append(t.path,{name:``,expression:``});let n=new Set(t.rows.map(({name:e})=>e)),r=`attribute`;for(let e=2;n.has(r);e++)r=`attribute_${e}`;return e.set([...t.path,r],``)}function pn(e,t,n){let r=e.node(t.path)?.children?.[n];return r?e.remove(r):e.text}function mn(e,t,n,r){let i=e,a=n<r?1:-1;for(let e=n;e!==r;e+=a){let n=i.node(t.path)?.children,[r,o]=[n?.[e],n?.[e+a]];if(!r||!o)break;let s=T.read(i.swap(r,o));if(!s)break;i=s}return i.text}function hn(e){let t=[`access_token`,`id_token`,`saml_configuration`].filter(t=>e.node([t])!==void 0),n=t=>t===`access_token`&&tn(e),[r,i]=[t.filter(n),t.filter(e=>!n(e))];return[{collection:`resource-servers`,id:e.string([`id`]),members:r},{collection:`clients`,id:e.string([`client_id`]),members:i}].filter(({members:e})=>e.length>0)}function gn(e){return hn(e).length>0}function _n(e){let t=e.string([`tenant`,`domain`])||`YOUR_DOMAIN`;return hn(e).map(({collection:n,id:r,members:i})=>{let a=encodeURIComponent(r||`YOUR_ID`),o=i.map(t=>{let n=e.node([t]);return`${JSON.stringify(t)}: ${n&&e.raw(n)}`});return[`curl --request PATCH ${vn(`https://${t}/api/v2/${n}/${a}`)} \\`,`  --header 'Authorization: Bearer YOUR_TOKEN' \\`,`  --header 'Content-Type: application/json' \\`,`  --data ${vn(`{ ${o.join(`, `)} }`)}`,``].join(`
`)}).join(`
`)}function vn(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function yn({config:e,session:t,audience:n},r){let i=n.length===1?n[0]:n;return`[
  {
    ${[`"name": "from the preview"`,bn(`config`,e),bn(`session`,t),`"audience": ${JSON.stringify(i)}`,r.reading&&!r.reading.error?xn(r.reading):Sn(r)].join(`,
    `)}
  }
]
`}function bn(e,t){return T.read(t)?`"${e}": ${t.trim().replaceAll(`
`,`
    `)}`:`"${e}_text": ${JSON.stringify(t)}`}function xn({tokens:e,attributes:t,decisions:n}){let r=[];for(let[t,n]of Object.entries(e)){let e=n.map(({name:e,text:t})=>`${JSON.stringify(e)}: ${t}`);r.push(`"${t}": { "claims": ${e.length?`{ ${e.join(`, `)} }`:`{}`} }`)}if(t){let e=t.map(({name:e,values:t})=>`{ "name": ${JSON.stringify(e)}, "values": [${t.join(`, `)}] }`);r.push(`"saml": { "attributes": [${e.join(`, `)}] }`)}let i=n.flatMap(({token:e,claim:t,reason:n})=>n?[JSON.stringify({token:e,claim:t,reason:n})]:[]);return r.push(`"ignored": [${i.join(`, `)}]`),`"want": {
      ${r.join(`,
      `)}
    }`}function Sn({reading:e,failure:t}){if(e?.error){let{code:t,token:n}=e.error;return`"want_error": ${JSON.stringify({code:t,token:n})}`}let n=t?.problems.map(({code:e})=>e).sort();return`"want_error": ${JSON.stringify({code:t?.code,problems:n})}`}var Cn=[`access_token`,`id_token`,`userinfo`,`saml`];function wn(e,t){let[n,r]=[Tn(e),Tn(t)];return r===void 0?e.reading&&t.reading&&n===void 0?En(e.reading,t.reading):`There were no tokens before: ${n}`:n===void 0?`There would be no tokens: ${r}`:r}function Tn({reading:e,failure:t}){return t?.message??e?.error?.message}function En(e,t){return Cn.flatMap(n=>{let[r,i]=[Dn(e,n),Dn(t,n)],a=[];for(let e of new Set([...r.keys(),...i.keys()])){let[t,o]=[r.get(e),i.get(e)];t!==o&&a.push({token:n,claim:e,...t!==void 0&&{before:t},...o!==void 0&&{after:o}})}return a})}function Dn(e,t){let n=t===`saml`?(e.attributes??[]).map(({name:e,values:t})=>({name:e,text:`[${t}]`})):e.tokens[t]??[];return new Map(n.map(({name:e,text:t})=>[e,t]))}var W={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},On=e=>(...t)=>({_$litDirective$:e,values:t}),kn=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:An}=qt,jn=e=>e.strings===void 0,Mn={},Nn=(e,t=Mn)=>e._$AH=t,Pn=On(class extends kn{constructor(e){if(super(e),e.type!==W.PROPERTY&&e.type!==W.ATTRIBUTE&&e.type!==W.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!jn(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===L||t===R)return t;let n=e.element,r=e.name;if(e.type===W.PROPERTY){if(t===n[r])return L}else if(e.type===W.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return L}else if(e.type===W.ATTRIBUTE&&n.getAttribute(r)===t+``)return L;return Nn(e),t}}),Fn=700,In=class{#e;#t;#n=``;#r=``;constructor(e){this.#e=e,e.addController(this)}say(e){e!==this.#r&&(this.#r=e,clearTimeout(this.#t),this.#t=setTimeout(()=>{this.#n=e,this.#e.requestUpdate()},Fn))}hostDisconnected(){clearTimeout(this.#t),this.#r=this.#n}render(){return I`<p class="input-announcement" role="status">${this.#n}</p>`}},Ln=ot`
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
    --input-size: 0.8125rem;

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
      --input-size: 1rem;
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
`,Rn=50,G=4,K=8,zn=320,Bn=180,Vn=0,Hn=class extends H{static properties={value:{type:String},label:{type:String},placeholder:{type:String},messages:{attribute:!1},suggest:{attribute:!1},monospace:{type:Boolean},disabled:{type:Boolean}};#e=`claims-field-${++Vn}`;#t=new In(this);#n=!1;#r=[];#i=-1;#a=0;#o;constructor(){super(),this.value=``,this.label=``,this.placeholder=``,this.messages=[],this.suggest=void 0,this.monospace=!1,this.disabled=!1}focus(){this.#O?.focus()}disconnectedCallback(){super.disconnectedCallback(),this.#h()}createRenderRoot(){return this}willUpdate(e){this.#n&&(this.disabled||this.suggest===void 0)&&this.#h(),e.has(`messages`)&&this.contains(this.#D.activeElement)&&this.#x()}render(){return I`
      <div class="field-frame" part="field">
        ${this.#s()} ${this.suggest===void 0?R:this.#c()}
      </div>
      ${this.#n?this.#l():R}
      ${this.messages.length>0?this.#u():R}
      ${this.#t.render()}
    `}#s(){let e=this.suggest!==void 0,t=this.#n&&this.#i>=0;return I`<input
      class=${this.monospace?`field-input monospace`:`field-input`}
      part="input"
      type="text"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${Pn(this.value)}
      placeholder=${this.placeholder||R}
      ?disabled=${this.disabled}
      aria-label=${this.label}
      aria-invalid=${this.messages.some(Un)?`true`:R}
      aria-describedby=${this.messages.length>0?`${this.#e}-messages`:R}
      role=${e?`combobox`:R}
      aria-autocomplete=${e?`list`:R}
      aria-haspopup=${e?`listbox`:R}
      aria-expanded=${e?String(this.#n):R}
      aria-controls=${this.#n?`${this.#e}-list`:R}
      aria-activedescendant=${t?this.#T(this.#i):R}
      @input=${this.#d}
      @keydown=${this.#f}
      @blur=${this.#h}
    />`}#c(){return I`<button
      class="field-button"
      type="button"
      tabindex="-1"
      aria-label=${`Suggestions: ${this.label}`}
      aria-expanded=${String(this.#n)}
      aria-controls=${this.#n?`${this.#e}-list`:R}
      ?disabled=${this.disabled}
      @mousedown=${Wn}
      @click=${this.#p}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M4 6.5 8 10.5 12 6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>`}#l(){let e=this.#E,t=this.#r.length-e.length;return I`<div class="field-popup" popover="manual" @mousedown=${Wn}>
      <ul
        class="field-list"
        part="listbox"
        role="listbox"
        id=${`${this.#e}-list`}
        aria-label=${`Suggestions: ${this.label}`}
      >
        ${e.map((e,t)=>I`<li
            class="field-option"
            role="option"
            id=${this.#T(t)}
            aria-selected=${t===this.#i?`true`:`false`}
            @click=${()=>this.#v(e)}
          >
            <span class="field-option-value">${Gn(e.value,this.value)}</span>
            <span class="field-option-detail">${e.detail}</span>
          </li>`)}
      </ul>
      ${t>0?I`<p class="field-more">and ${t} more: type to narrow them down</p>`:R}
    </div>`}#u(){return I`<div class="field-messages" part="messages" id=${`${this.#e}-messages`}>
      ${this.messages.map(({severity:e,text:t})=>I`<p class="field-message" data-severity=${e}>
          <span class="field-severity">${e===`error`?`Error:`:`Warning:`}</span> ${t}
        </p>`)}
    </div>`}updated(){let e=this.#k;e!==void 0&&(`showPopover`in e&&!e.matches(`:popover-open`)&&e.showPopover(),this.#C(),this.#w())}#d(e){this.value=e.currentTarget.value,this.#y(),this.#m(-1)}#f(e){if(this.suggest===void 0||e.isComposing||e.ctrlKey||e.metaKey)return;let t=this.#E[this.#i];switch(e.key){case`ArrowDown`:e.altKey?this.#n||this.#m(-1):this.#n?this.#_(this.#i+1):this.#m(0);break;case`ArrowUp`:e.altKey?this.#h():this.#n?this.#_(Math.max(this.#i,0)-1):this.#m(1/0);break;case`Enter`:if(!this.#n)return;t===void 0?this.#h():this.#v(t);break;case`Escape`:if(!this.#n)return;e.stopPropagation(),this.#h();break;case`Home`:case`End`:case`ArrowLeft`:case`ArrowRight`:this.#n&&this.#g(-1);return;default:return}e.preventDefault()}#p(){this.#O?.focus(),this.#n?this.#h():this.#m(-1)}#m(e){if(this.suggest===void 0||this.disabled)return;this.#r=this.suggest(this.value);let[t,n]=this.#r;if(t===void 0||n===void 0&&t.value===this.value){this.#h();return}let r=this.#n;this.#n=!0,this.#g(Math.min(e,this.#E.length-1)),this.#b(),r||this.#S()}#h=()=>{this.#n&&(this.#n=!1,this.#i=-1,this.#r=[],cancelAnimationFrame(this.#a),this.#o?.disconnect(),this.#t.say(``),this.requestUpdate())};#g(e){this.#i=e,this.requestUpdate()}#_(e){let t=this.#E.length;this.#g((e+t)%t)}#v(e){let t=this.#O;this.#h(),t!==void 0&&e.value!==t.value&&(t.select(),t.ownerDocument.execCommand(`insertText`,!1,e.value)&&t.value===e.value?this.#h():(t.value=e.value,this.value=e.value,this.#y()))}#y(){let e={value:this.value},t=new CustomEvent(`edit`,{bubbles:!0,detail:e});this.dispatchEvent(t)}#b(){let e=this.#r.length,t=this.#E.length;t<e?this.#t.say(`${t} of ${e} suggestions`):this.#t.say(e===1?`1 suggestion`:`${e} suggestions`)}#x(){this.#t.say(this.messages.map(({text:e})=>e).join(` `))}#S(){let e=()=>{this.#C(),this.#a=requestAnimationFrame(e)};this.#a=requestAnimationFrame(e);let t=this.#O;t!==void 0&&(this.#o=new IntersectionObserver(([e])=>{e?.isIntersecting===!1&&this.#h()}),this.#o.observe(t))}#C(){let e=this.#k,t=e?.querySelector(`.field-list`),n=this.querySelector(`.field-frame`);if(e===void 0||!t||n===null)return;let r=n.getBoundingClientRect(),{clientWidth:i,clientHeight:a}=document.documentElement,o=window.visualViewport,s=(o?.offsetTop??0)+K,c=(o?o.offsetTop+o.height:a)-K,l=i-2*K;e.style.minInlineSize=`${Math.min(r.width,l)}px`,e.style.maxInlineSize=`${Math.min(Math.max(r.width,576),l)}px`;let u=Math.min(r.left,i-K-e.offsetWidth);e.style.left=`${Math.max(u,K)}px`;let d=e.offsetHeight-t.clientHeight+t.scrollHeight,f=Math.min(d,zn),p=c-r.bottom-G,m=r.top-G-s,h=p<Math.min(f,Bn)&&m>p;e.style.maxBlockSize=`${Math.max(Math.min(f,h?m:p),0)}px`,e.style.top=h?`auto`:`${r.bottom+G}px`,e.style.bottom=h?`${a-r.top+G}px`:`auto`}#w(){let e=this.querySelector(`.field-list`),t=e?.querySelector(`[aria-selected="true"]`);if(!e||!t)return;let n=t.offsetTop-G,r=t.offsetTop+t.offsetHeight+G;n<e.scrollTop?e.scrollTop=n:r>e.scrollTop+e.clientHeight&&(e.scrollTop=r-e.clientHeight)}#T(e){return`${this.#e}-option-${e}`}get#E(){return this.#r.slice(0,Rn)}get#D(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#O(){return this.querySelector(`.field-input`)??void 0}get#k(){return this.querySelector(`.field-popup`)??void 0}},Un=e=>e.severity===`error`,Wn=e=>e.preventDefault();function Gn(e,t){let n=We(e,t);if(n===void 0)return e;let{from:r,to:i}=n;return I`${e.slice(0,r)}<mark>${e.slice(r,i)}</mark>${e.slice(i)}`}var Kn=ot`
  ${Ln}

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
`;customElements.get(`claims-field`)===void 0&&customElements.define(`claims-field`,Hn);var qn=100,Jn=3,Yn=2e3,Xn=0,Zn=class extends H{static properties={value:{type:String},label:{type:String},problems:{attribute:!1},readOnly:{type:Boolean,attribute:`readonly`},complete:{attribute:!1}};#e=`claims-editor-${++Xn}`;#t=new In(this);#n=``;#r=``;#i=[];#a=``;#o=!1;#s;#c;#l;#u=!1;#d=!1;#f;constructor(){super(),this.value=``,this.label=``,this.problems=[],this.readOnly=!1,this.complete=void 0}reveal(e,t){this.isConnected&&(this.isUpdatePending&&this.performUpdate(),this.#v(Be(this.value,e),Be(this.value,t)))}focus(){this.#c===void 0?this.#O?.focus():this.#c.focus()}connectedCallback(){super.connectedCallback(),this.#c===void 0?this.#x():(this.#c.moveTo(this.#D),this.#T())}disconnectedCallback(){super.disconnectedCallback(),this.#f?.(),this.#u=!1,queueMicrotask(()=>{this.isConnected||this.#c===void 0||(this.#c.close(),this.#c=void 0,this.#r=this.#n,this.requestUpdate())})}createRenderRoot(){return this}willUpdate(e){if(!e.has(`problems`))return;let t=Qn(this.value,this.problems),n=$n(t,this.#i);n&&this.value===this.#a||(this.#i=t,this.#a=this.value,this.#o=!0,!n&&this.contains(this.#D.activeElement)&&this.#g())}render(){return I`
      <div class="editor-frame" part="editor">
        <div class="editor-code"></div>
        ${this.#c===void 0?this.#p():R}
      </div>
      ${this.#i.length>0?this.#m():R}
      ${this.#t.render()}
      <div class="editor-tooltips" popover="manual"></div>
    `}#p(){return I`<textarea
      class="editor-text"
      part="textarea"
      aria-label=${this.label}
      aria-invalid=${this.#k?`true`:R}
      aria-describedby=${this.#A??R}
      ?readonly=${this.readOnly}
      rows="12"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      @input=${this.#y}
      @compositionstart=${()=>this.#C(!0)}
      @compositionend=${()=>this.#C(!1)}
      @focus=${this.#S}
    ></textarea>`}#m(){let e=this.#i.slice(0,qn),t=this.#i.length-e.length;return I`
      <p class="input-announcement" id=${`${this.#e}-summary`}>${er(this.#i)}</p>
      <ul class="editor-problems" part="problems" aria-label=${`Problems: ${this.label}`}>
        ${e.map(e=>I`<li>
            <button
              type="button"
              class="editor-problem"
              data-severity=${e.severity}
              @click=${()=>this.#v(e.from,e.to)}
            >
              <span class="editor-severity">
                ${e.severity===`error`?`Error`:`Warning`}
              </span>
              <span class="editor-message">${e.message}</span>
              <span class="editor-place">line ${e.line}, column ${e.column}</span>
            </button>
          </li>`)}
        ${t>0?I`<li class="editor-more">and ${t} more</li>`:R}
      </ul>
    `}updated(e){if(e.has(`value`)&&this.#h(ze(this.value)),this.#c===void 0){let e=this.#O;e!==void 0&&e.value!==this.#n&&(e.value=this.#n),this.#d||this.#w()}else e.has(`readOnly`)&&this.#c.setReadOnly(this.readOnly),this.#o&&this.#c.setProblems(this.#i),(this.#o||e.has(`label`))&&this.#_(this.#c),this.#o=!1}#h(e){let t=Ue(this.#n,e);if(t!==void 0){if(this.#n=e,this.#c!==void 0){this.#c.replace(t);return}this.#r=e,this.#O?.setRangeText(t.insert,t.from,t.to,`preserve`)}}#g(){let e=this.#i.slice(0,Jn).map(({line:e,message:t})=>`Line ${e}: ${t}`);this.#t.say([`${this.label}: ${er(this.#i)}.`,...e].join(` `))}#_(e){e.setAttributes({label:this.label,invalid:this.#k,describedBy:this.#A})}#v(e,t){if(this.#c!==void 0){this.#c.reveal(e,t);return}let n=this.#O;if(n===void 0)return;n.setSelectionRange(e,t),n.focus(),this.#s={from:e,to:t};let[r,i]=Ge(this.#n,[e,this.#n.length]);r!==void 0&&i!==void 0&&(n.scrollTop=(r.line-.5)/i.line*n.scrollHeight-n.clientHeight/2)}#y(e){this.#b(e.currentTarget.value)}#b(e){this.#n=e,this.value=e;let t=new CustomEvent(`edit`,{bubbles:!0,detail:{value:e}});this.dispatchEvent(t)}#x(){if(`requestIdleCallback`in window){let e=window.requestIdleCallback(this.#S,{timeout:Yn});this.#f=()=>window.cancelIdleCallback(e)}else{let e=setTimeout(this.#S,200);this.#f=()=>clearTimeout(e)}}#S=async()=>{if(this.#u||this.#c!==void 0)return;this.#f?.(),this.#u=!0;let e=await $e(()=>import(`./codemirror-PH4LVHGK-na9BEM2A.js`),[],import.meta.url).catch(()=>{});this.#l=e?.JsonView,this.#d||this.#w()};#C(e){this.#d=e,e||this.#w()}#w(){let e=this.#O,t=this.querySelector(`.editor-code`),n=this.#E;if(this.#l===void 0||this.#c!==void 0||!this.isConnected||e===void 0||t===null||n===void 0)return;e.value!==this.#n&&this.#b(e.value);let r=e.selectionDirection!==`backward`,i=this.#D.activeElement===e,a=new this.#l({parent:t,root:this.#D,tooltipParent:n,label:this.label,readOnly:this.readOnly,original:this.#r,text:this.#n,anchor:r?e.selectionStart:e.selectionEnd,head:r?e.selectionEnd:e.selectionStart,scrollTop:e.scrollTop,onEdit:e=>this.#b(e),complete:(e,t)=>this.complete?.(e,t)});a.setProblems(this.#i),this.#o=!1,this.#_(a),this.#c=a,this.#T();let{from:o,to:s}=this.#s??{from:-1,to:-1},c=o===e.selectionStart&&s===e.selectionEnd;this.#s=void 0,i&&c?a.reveal(o,s):i&&a.focus(),this.requestUpdate()}#T(){let e=this.#E;e!==void 0&&`showPopover`in e&&e.showPopover()}get#E(){return this.querySelector(`.editor-tooltips`)??void 0}get#D(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#O(){return this.querySelector(`.editor-text`)??void 0}get#k(){return this.#i.some(e=>e.severity===`error`)}get#A(){return this.#i.length>0?`${this.#e}-summary`:void 0}};function Qn(e,t){let n=ze(e).length,r=t=>Math.min(Math.max(Be(e,t),0),n),i=t.map(e=>{let t=r(e.from);return{...e,from:t,to:Math.max(r(e.to),t)}}).sort((e,t)=>e.from-t.from||e.to-t.to),a=Ge(ze(e),i.map(e=>e.from));return i.map((e,t)=>({...e,...a[t]??{line:1,column:1}}))}function $n(e,t){return e.length===t.length&&e.every((e,n)=>{let r=t[n];return e.from===r?.from&&e.to===r.to&&e.line===r.line&&e.severity===r.severity&&e.message===r.message})}function er(e){let t=e.filter(e=>e.severity===`error`).length,n=e.length-t,r=[];return t>0&&r.push(t===1?`1 error`:`${t} errors`),n>0&&r.push(n===1?`1 warning`:`${n} warnings`),r.length>0?r.join(`, `):`no problems`}var tr=ot`
  ${Ln}

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
`;customElements.get(`claims-editor`)===void 0&&customElements.define(`claims-editor`,Zn);var nr=1e4,rr=class{#e;#t;#n;#r;#i;#a=!1;#o=!1;constructor(e,t,n){this.#e=n;let r=or(e),i=r.then(sr).then(e=>{this.#r=e,this.#s(e)}),a=cr(t,r).then(e=>this.#s(e));this.#t=Promise.any([i,a]),this.#t.catch(()=>{})}ask(e){this.#i=e,this.#a||this.#c()}close(){this.#o=!0,this.#i=void 0,this.#n?.close()}#s(e){this.#o||this.#n?.where===`worker`?e.close():(this.#n=e,this.#e.ready(e.about,e.where))}async#c(){this.#a=!0;for(let e=this.#u();e;e=this.#u())try{await this.#t;let t=this.#u()??e,n=await this.#l(t);n&&!this.#o&&this.#e.answered(t,n)}catch(e){this.#o||this.#e.failed(ar(e))}this.#a=!1}async#l(e){try{return await this.#n?.ask(e)}catch(t){if(!(t instanceof ir)||!this.#r||this.#o)throw t;return this.#n?.close(),this.#n=this.#r,this.#e.ready(this.#r.about,this.#r.where),this.#r.ask(e)}}#u(){let e=this.#i;return this.#i=void 0,e}},ir=class extends Error{};function ar(e){return e instanceof AggregateError?e.errors[0]:e}async function or(e){let t=await fetch(e);if(!t.ok)throw Error(`${e} answered with status ${t.status}.`);return t.arrayBuffer()}async function sr(e){let t=await b(e),n=Fe(t);return{where:`page`,about:n,ask:async e=>Ie(t,n.description,e),close(){}}}async function cr(e,t){let n=e();try{let e=await lr(n,t.then(e=>({module:e})));if(!(`about`in e))throw Error(`error`in e?e.error:`no engine`);return{where:`worker`,about:e.about,async ask(e){let t=await lr(n,Promise.resolve({question:e}));if(!(`answer`in t))throw Error(`error`in t?t.error:``);return t.answer},close:()=>n.terminate()}}catch(e){throw n.terminate(),e}}function lr(e,t){return new Promise((n,r)=>{let i=new AbortController,{signal:a}=i,o=e=>{clearTimeout(s),i.abort(),r(e)},s=setTimeout(()=>o(new ir(`The worker does not answer.`)),nr);e.addEventListener(`message`,({data:e})=>{clearTimeout(s),i.abort(),n(e)},{signal:a}),e.addEventListener(`error`,e=>{e.preventDefault(),o(new ir(e.message||`The worker could not be loaded.`))},{signal:a}),t.then(t=>e.postMessage(t)).catch(o)})}function ur(e,t,{path:n,offset:r,message:i},a){let o=n===void 0?void 0:t?.at(n),s=r===void 0?o?.offset??0:ke(e,r),c=o&&s<=o.offset+o.length?o.offset+o.length:s+1;return{from:s,to:Math.min(Math.max(c,s),e.length),severity:a,message:i}}function dr(e,t){return e?.failure?.code===t?e.failure.problems:[]}var fr=ot`
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

  /* Layout */
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-end: 12px;
  }
  .toolbar .status {
    margin-inline-end: auto;
  }
  .columns {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  .inputs {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  .jump {
    position: sticky;
    z-index: 10;
    inset-block-end: 8px;
    justify-self: center;
    border-radius: 999px;
    min-height: 36px;
    padding-inline: 16px;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
  }
  @container (width > 900px) {
    .jump {
      display: none;
    }
    .columns {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    }
    .result {
      position: sticky;
      inset-block-start: 12px;
      max-height: calc(100dvh - 24px);
      overflow: auto;
    }
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
  .panel > header h2 {
    margin-inline-end: auto;
  }
  .body {
    padding: 12px 14px 14px;
    display: grid;
    gap: 14px;
  }
  .pill {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--cs-surface-2);
    color: var(--cs-muted);
    font-size: 12.5px;
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

  /* Mappings */
  .group > header {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-block-end: 6px;
  }
  .rows {
    display: grid;
    gap: 6px;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 5fr) minmax(0, 8fr) auto;
    gap: 5px;
    align-items: start;
    border-radius: calc(var(--cs-radius) - 2px);
  }
  .row.head {
    color: var(--cs-muted);
    font-size: 12.5px;
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
    font-size: 12.5px;
    color: var(--cs-muted);
  }
  .row .hint::before {
    content: "⚠ ";
    color: var(--cs-warning);
  }
  .group > button {
    margin-block-start: 8px;
  }
  @container (width < 520px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block-end: 8px;
      border-block-end: 1px solid var(--cs-border);
      border-radius: 0;
    }
    .row.head {
      display: none;
    }
    .row .handle {
      display: none;
    }
    .row > claims-field {
      grid-column: 1;
    }
    .row .tools {
      grid-column: 2;
      grid-row: 1 / span 2;
      flex-direction: column;
    }
    .row .whole {
      grid-column: 1 / -1;
    }
  }

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
    font-size: 12.5px;
  }

  /* Fields */
  .fields {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
  }
  .field > label,
  fieldset > legend {
    display: block;
    font-size: 12.5px;
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
  .list > li .wide {
    flex-basis: 100%;
  }
  .list > li button {
    min-width: 30px;
    padding: 0;
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

  /* Result */
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
    padding: 6px 10px 8px;
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
  .stale {
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
    font: 12.8px/1.6 var(--cs-mono);
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
  .missing > li {
    border: 1px solid var(--cs-border);
    border-inline-start: 3px solid var(--cs-warning);
    border-radius: calc(var(--cs-radius) - 2px);
    padding: 8px 12px 10px;
    display: grid;
    gap: 3px;
  }
  .missing .name {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
  }
  .missing .name > code {
    font-weight: 650;
    font-size: 14px;
  }
  .missing button {
    justify-self: start;
    margin-block-start: 4px;
    height: auto;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .missing,
  .ledger,
  .changes {
    display: grid;
    gap: 8px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: start;
    font-size: 12.5px;
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
  .share {
    display: block;
    min-width: 60px;
    height: 8px;
    margin-block-start: 7px;
    border-radius: 4px;
    background: var(--cs-surface-2);
    overflow: clip;
  }
  .share i {
    display: block;
    height: 100%;
    background: var(--cs-accent);
  }
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
    .share i,
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
`;function pr(e,{operators:t,separator:n,escape:r}){if(e===``||/\p{Surrogate}/u.test(e))return;let i=t+n+r;return[...e].map(e=>i.includes(e)||e<=` `||e===``?r+e:e).join(``)}function mr(e,{separator:t,escape:n}){let r=[``],i=!1;for(let a of e)!i&&a===t?r.push(``):(i||a!==n)&&r.push(r.pop()+a),i=!i&&a===n;return r}function hr(e,t,n){let r=[],i=gr(e.root),a=(t,n)=>{r.length>=500||t.type===`null`||(i.has(t)||r.push({value:n,detail:yr(e.raw(t))}),o(t,n))},o=(e,t)=>{let r=i.has(e)?_r(e):void 0;e.children?.forEach((i,o)=>{if(e.type===`array`){o<3&&a(i,t+n.separator+o);return}let[s,c]=i.children??[],l=pr(String(s?.value??``),n);!c||l===void 0||r?.has(s?.value)||a(c,t+n.separator+l)})};if(t!==void 0)return o(e.root,t),r;for(let t of n.roots){let n=e.node([t]);n&&o(n,t)}return r}function gr(e){let t=new Set,n=[e];for(let e=n.pop();e;e=n.pop()){for(let t of e.children??[])n.push(t);if(e.type===`object`&&_r(e).size!==0)for(let n=e;n&&!t.has(n);n=n.parent)t.add(n)}return t}function _r({children:e=[]}){let[t,n]=[new Set,new Set];for(let{children:[r]=[]}of e)(t.has(r?.value)?n:t).add(r?.value);return n}function vr(e,t){return hr(e,void 0,{...t,roots:[`user`]}).map(({value:e,detail:n})=>({value:e.slice(4+t.separator.length),detail:n}))}function yr(e){let t=e.slice(0,240).replace(/\s+/g,` `);return t.length>60?`${t.slice(0,60)}\u2026`:t}function br(e,t){let n=t.toLowerCase(),[r,i]=[[],[]];for(let t of e){let e=t.value.toLowerCase().indexOf(n);e===0?r.push(t):e>0&&i.push(t)}return[...r,...i]}function xr(e,t,n){let{path:r,previousNode:i}=ye(e,t);if(r.at(-1)!==`expression`||i?.type!==`string`)return;let a=i.offset+1,o=/^(?:[^"\\]|\\.)*/.exec(e.slice(a,i.offset+i.length))?.[0]??``,s=o.length===i.length-2?a+o.length:t;if(!(t<a||t>s))return{from:a,to:s,options:br(n,String(i.value??``)).map(({value:e,detail:t})=>({label:e,detail:t,insert:JSON.stringify(e).slice(1,-1)}))}}function q(e,t){return I`<div class="note ${e}">${t}</div>`}function Sr(e){if(e<1024)return`${e} B`;let t=e/1024;return`${Number.isInteger(t)?t:t.toFixed(1)} KB`}function J(e,t){return`${e} ${t}${e===1?``:`s`}`}var Cr=2e3;function wr(e){return Tr(e)+Er(e)}function Tr(e){return e.length<=Cr?e:e.slice(0,Cr).replace(/[\ud800-\udbff]$/,``)}function Er(e){let t=e.length-Tr(e).length;return t>0?`\u2026 ${t.toLocaleString(`en`)} more characters`:``}function Dr(e){return(D(e).match(/"(?:[^"\\]|\\.)*"?(?:\s*:)?|[^"]+/gs)??[]).flatMap(e=>e.endsWith(`:`)&&e.startsWith(`"`)?[I`<span class="n">${e.slice(0,-1)}</span>:`]:e.startsWith(`"`)?[I`<span class="s">${e}</span>`]:(e.match(/-?\d[\d.eE+-]*|true|false|null|[^\dtfn-]+|./gs)??[]).map(e=>/^-?\d/.test(e)?I`<span class="d">${e}</span>`:/^(?:true|false|null)$/.test(e)?I`<span class="k">${e}</span>`:I`${e}`))}var Or={access_token:`Access token`,id_token:`ID token`,saml:`SAML attributes`};function kr(e,t){let{configView:n,about:r,config:i}=e,a=r&&i?nn(i,r.description):void 0;return I`
    <section class="panel" part="panel config" aria-labelledby="config-title">
      <header>
        <h2 id="config-title">Config</h2>
        ${a&&I`<span class="pill ${a.used>a.limit?`bad`:``}" part="counter">
            ${a.used} of ${a.limit} mappings
          </span>`}
        <div class="segments" role="group" aria-label="Show the config as">
          ${[`table`,`json`].map(e=>I`<button
              type="button"
              aria-pressed=${n===e?`true`:`false`}
              @click=${()=>t.showConfigAs(e)}
            >
              ${e===`table`?`Table`:`JSON`}
            </button>`)}
        </div>
      </header>
      <div class="body">${n===`table`?Mr(e,t):jr(e,t)}</div>
    </section>
  `}function Ar(e){let{problems:t=[],warnings:n=[]}=e.answer?.validation??{};return[...t.map(e=>({severity:`error`,place:e})),...n.map(e=>({severity:`warning`,place:e}))]}function jr(e,t){let{config:n,state:r}=e;return I`
    <claims-editor
      id="config-editor"
      .label=${`Config as JSON`}
      .value=${r.config}
      .problems=${Ar(e).map(({severity:e,place:t})=>ur(r.config,n,t,e))}
      .complete=${(t,n)=>xr(t,n,Lr(e,!1))}
      @edit=${e=>t.edit({config:e.detail.value},`config`)}
    ></claims-editor>
  `}function Mr(e,t){let{config:n}=e,r=Ar(e);if(!n){let n=dr(e.answer?.edited,`invalid_config`);return I`
      <div class="notes">
        ${q(`bad`,I`The config cannot be shown as a table.
          ${n[0]?.message??`It is too long for it.`}
            <button class="link" type="button" @click=${()=>n[0]?t.reveal(`config`,n[0]):t.showConfigAs(`json`)}>
              Show it in the JSON
            </button>`)}
      </div>
    `}let i=rn(n).filter(({id:t,rows:n})=>t!==`saml`||n.length>0||e.good?.reading.attributes),a=new Set;for(let{rows:e}of i)for(let t of e)a.add(t.place).add(t.namePlace).add(t.expressionPlace);let o=r.filter(({place:e})=>!Nr(e,a));return I`
    ${i.map(n=>Fr(e,t,n,r))}
    ${o.length?Pr(t,o):R}
  `}function Nr({path:e},t){return e===void 0?!1:t.has(e)||t.has(e.slice(0,e.lastIndexOf(`/`)))}function Pr(e,t){return I`<ul class="notes" aria-label="Problems and warnings">
    ${t.map(({severity:t,place:n})=>I`<li>
        ${q(t===`error`?`bad`:`odd`,I`${n.message}
            <span class="where muted">
              <code>${n.path?D(n.path):n.offset===void 0?``:`byte ${n.offset}`}</code>
              <button class="link" type="button" @click=${()=>e.reveal(`config`,n)}>
                Show in the JSON
              </button>
            </span>`)}
      </li>`)}
  </ul>`}function Fr(e,t,n,r){let i=Or[n.id],a=n.id===`saml`;return I`
    <div class="group" role="group" aria-label="${i} mappings">
      <header><h3>${i}</h3></header>
      ${n.broken?q(`bad`,I`Something other than a list stands at <code>${n.place}</code>.`):I`
            <div class="rows" data-group=${n.id}>
              ${n.rows.length?I`<div class="row head" aria-hidden="true">
                    <span></span><span>${a?`Attribute`:`Claim`}</span>
                    <span>${a?`Path into the user`:`Expression`}</span><span></span>
                  </div>`:I`<p class="muted">
                    ${a?`No attribute is mapped.`:`Nothing is mapped into this token.`}
                  </p>`}
              ${n.rows.map((i,a)=>Ir(e,t,n,i,a,r))}
            </div>
            <button type="button" data-add=${n.id} @click=${()=>t.addRow(n)}>
              + Add ${a?`an attribute`:`a mapping`}
            </button>
          `}
    </div>
  `}function Ir(e,t,n,r,i,a){let{config:o,drag:s}=e,c=n.rows.length-1,l=D(r.name)||`row ${i+1}`,u=n.id===`saml`,d=a.filter(({place:{path:e}})=>e===r.place||e?.startsWith(`${r.place}/`)),f=u?[r.expressionPlace]:[r.namePlace,r.expressionPlace],p=e=>d.filter(({severity:t,place:n})=>t===`error`&&n.path===e).map(({place:e})=>({severity:`error`,text:e.message})),m=d.filter(({severity:e,place:{path:t=``}})=>e===`warning`||!f.includes(t)),h=(e,r)=>{e!==void 0&&t.edit({config:e},`${n.id} ${i} ${r}`)},g=s?.group===n.id?s:void 0,_=g&&g.to===i&&g.to!==g.from;return I`
    <div
      class="row ${g?.from===i?`dragged`:``} ${_?`target`:``} ${_&&g.to>g.from?`below`:``}"
      role="group"
      aria-label="Mapping ${i+1}: ${l}"
      data-row=${i}
    >
      <button
        type="button"
        class="plain handle"
        aria-label="Move ${l}"
        title="Drag, or press the arrow keys, to move this row"
        @pointerdown=${e=>t.startDrag(e,n,i)}
        @keydown=${e=>{let r=e.key===`ArrowUp`?-1:+(e.key===`ArrowDown`);r!==0&&(e.preventDefault(),t.moveRow(n,i,i+r))}}
      >
        ⠿
      </button>
      <claims-field
        class="name"
        .label=${u?`Attribute name`:`Claim name`}
        .placeholder=${u?`attribute`:`https://shop.example/country`}
        .value=${r.name}
        .messages=${u?[]:p(r.namePlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        @edit=${e=>h(o&&un(o,n,i,e.detail.value),`name`)}
      ></claims-field>
      <claims-field
        class="expression"
        .label=${u?`Path into the user`:`Expression`}
        .placeholder=${u?`app_metadata.tier`:`anonymous_session.metadata.country`}
        .value=${r.expression}
        .messages=${p(r.expressionPlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        .suggest=${Rr(e,u)}
        @edit=${e=>h(o&&dn(o,n,i,e.detail.value),`expression`)}
      ></claims-field>
      <div class="tools">
        <button type="button" class="plain" data-tool="up" aria-label="Move ${l} up"
          ?disabled=${i===0} @click=${()=>t.moveRow(n,i,i-1)}>↑</button>
        <button type="button" class="plain" data-tool="down" aria-label="Move ${l} down"
          ?disabled=${i===c} @click=${()=>t.moveRow(n,i,i+1)}>↓</button>
        <button type="button" class="plain" data-tool="remove" aria-label="Remove ${l}"
          @click=${()=>t.removeRow(n,i)}>✕</button>
      </div>
      ${m.map(({severity:e,place:t})=>e===`error`?I`<div class="whole">${q(`bad`,t.message)}</div>`:I`<p class="whole hint">${t.message}</p>`)}
    </div>
  `}var Y;function Lr({session:e,about:t,answer:n},r){if(!e||!t||!n)return[];let{bareRoot:i}=n;if(Y?.session!==e||Y.bareRoot!==i||Y.attributes!==r){let n=t.description.expressions;Y={session:e,bareRoot:i,attributes:r,list:r?vr(e,n):hr(e,i,n)}}return Y.list}function Rr(e,t){return n=>br(Lr(e,t),n)}function zr(e,t){return I`<details class="menu" @focusout=${Vr} @keydown=${Hr}>
    <summary>${e}</summary>
    <div>
      ${t.map(({label:e,disabled:t=!1,choose:n})=>I`<button
          type="button"
          ?disabled=${t}
          @click=${e=>{Br(e.currentTarget.closest(`details`)),n()}}
        >
          ${e}
        </button>`)}
    </div>
  </details>`}function Br(e){e&&(e.querySelector(`summary`)?.focus(),e.open=!1)}function Vr(e){let t=e.currentTarget;e.relatedTarget instanceof Node&&t.contains(e.relatedTarget)||(t.open=!1)}function Hr(e){let t=e.currentTarget;e.key===`Escape`&&t.open&&Br(t)}var Ur={session_id:`sess_12345`,user_id:`anon|a7f3b2c9e1`,created_at:`2026-05-01T10:00:00Z`,expires_at:`2026-05-31T10:00:00Z`},Wr={user_id:`auth0|5f7c8ec7c33c6c004bbafe82`,email:`ana@shop.example`,email_verified:!0,name:`Ana García`,user_metadata:{language:`es-ES`},app_metadata:{tier:`gold`,employee_id:`e-1042`}},Gr=[{label:`Session id only`,session:Ur},{label:`Personalization`,session:{...Ur,metadata:{country:`Spain`,language:`es-ES`,theme:`dark`,"utm.source":`newsletter`}}},{label:`Guest checkout`,session:{...Ur,metadata:{country:`Spain`,cart_id:`cart:0987654321`,items:`3`,currency:`EUR`}}},{label:`Login with scopes and code`,session:{anonymous_session:{...Ur,metadata:{cart_id:`cart:0987654321`}},user:Wr,scope:`openid profile email`,custom_claims:{access_token:[{name:`https://shop.example/plan`,value:`family`},{name:`email`,value:Wr.email}],id_token:[{name:`loyalty`,value:{points:1200,since:2021}}]}}},{label:`SAML`,session:{user:Wr,protocol:`samlp`,custom_claims:{id_token:[{name:`app_metadata`,value:{tier:`platinum`}}]}}}],Kr=`https://api.shop.example`;function qr(e){let t=`https://${e}/userinfo`;return[{label:`An API of your own`,audience:[Kr]},{label:`Management API`,audience:[`https://${e}/api/v2/`]},{label:`Userinfo`,audience:[t]},{label:`MFA API`,audience:[`https://${e}/mfa/`]},{label:`Your API and userinfo`,audience:[Kr,t]}]}var Jr=[`tenant`,`domain`],X=[`tenant`,`custom_domains`],Z=[`tenant`,`migrations`,`custom_claims_must_be_namespaced`];function Yr(e,t){let{state:n,config:r,answer:i}=e,a=r?.string(Jr)??``,o=[Jr,X,Z].every(e=>r?.canSet(e)),s=qr(a||`tenant.us.auth0.com`),c=dr(i?.edited,`invalid_audience`);return I`
    <section class="panel" part="panel request" aria-labelledby="request-title">
      <header>
        <h2 id="request-title">Request and tenant</h2>
        ${zr(`Choose an audience`,s.map(({label:e,audience:n})=>({label:e,choose:()=>t.edit({audience:n})})))}
      </header>
      <div class="body">
        <div>
          ${$r(t,`Audience`,`https://api.shop.example`,{list:n.audience,least:1,replace:(e,r,i)=>t.edit({audience:n.audience.with(e,r)},i),remove:e=>t.edit({audience:n.audience.toSpliced(e,1)}),add:()=>t.edit({audience:[...n.audience,``]})})}
          ${c.map(({message:e})=>q(`bad`,e))}
        </div>
        <fieldset ?disabled=${!o}>
          <legend class="visually-hidden">Tenant</legend>
          <div class="fields">${Xr(e,t,a)}</div>
        </fieldset>
        ${o?R:q(``,`The tenant can be edited here once the config and its tenant are objects.`)}
      </div>
    </section>
  `}function Xr(e,t,n){let{config:r}=e,i=Zr(e,Jr),a=(e,n,i)=>{r?.canSet(e)&&t.edit({config:r.set(e,n)},i)};return I`
    <div class="field">
      <label for="domain">Tenant domain</label>
      <input
        id="domain"
        type="text"
        class="mono"
        placeholder="tenant.us.auth0.com"
        aria-invalid=${i?`true`:R}
        aria-describedby=${i?`domain-problem`:R}
        .value=${Pn(n)}
        @input=${e=>a(Jr,e.target.value||void 0,`domain`)}
      />
      ${i?I`<div id="domain-problem">${q(`bad`,i)}</div>`:R}
    </div>
    ${r?$r(t,`Custom domain`,`login.shop.example`,Qr(r,e,t)):R}
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${Pn(r?.value(Z)===!0)}
        @change=${e=>a(Z,e.target.checked)}
      />
      <span>
        Legacy mode<br />
        <span class="muted">Custom claims must be namespaced</span>
      </span>
    </label>
  `}function Zr({answer:e},t){let n=t.map(e=>`/${e}`).join(``);return e?.validation?.problems.find(e=>e.path===n)?.message}function Qr(e,t,n){let r=e.node(X),i=r?.type===`array`?r.children??[]:[];return{list:i.map(t=>t.type===`string`?String(t.value):e.raw(t)),least:0,problem:Zr(t,X),problems:i.map((e,n)=>Zr(t,[...X,n])),replace:(t,r,i)=>n.edit({config:e.set([...X,t],r)},i),remove:t=>{let a=i.length>1?i[t]:r;a&&n.edit({config:e.remove(a)})},...(!r||r.type===`array`)&&{add:()=>n.edit({config:e.append(X,``)})}}}function $r(e,t,n,{list:r,least:i,problem:a,problems:o=[],replace:s,remove:c,add:l}){let u=`problem-${t.toLowerCase().replaceAll(` `,`-`)}`,d=e=>e<0?`[data-list="${t}"] .link`:`[data-list="${t}"] li:nth-child(${e+1}) input`;return I`
    <fieldset>
      <legend>${t}</legend>
      <ul class="list" data-list=${t}>
        ${r.map((a,l)=>I`<li>
            <input
              type="text"
              class="mono"
              aria-label="${t} ${l+1}"
              aria-invalid=${o[l]?`true`:R}
              aria-describedby=${o[l]?`${u}-${l}`:R}
              placeholder=${n}
              .value=${Pn(a)}
              @input=${e=>s(l,e.target.value,`${t} ${l}`)}
            />
            ${r.length>i?I`<button
                  type="button"
                  class="plain"
                  aria-label="Remove ${t.toLowerCase()} ${l+1}"
                  @click=${()=>{e.focusNext(d(Math.min(l,r.length-2))),c(l)}}
                >
                  ✕
                </button>`:R}
            ${o[l]?I`<div id="${u}-${l}" class="wide">${q(`bad`,o[l])}</div>`:R}
          </li>`)}
        <li>
          <button class="link" type="button" ?disabled=${!l} @click=${()=>{e.focusNext(d(r.length)),l?.()}}>
            + Add ${r.length?`another`:`one`}<span class="visually-hidden"> ${t.toLowerCase()}</span>
          </button>
        </li>
      </ul>
      ${a?q(`bad`,a):R}
    </fieldset>
  `}function ei(e,t){if(!e.fix)return;let{code:n,scope:r,path:i,expression:a}=e.fix;switch(n){case`rename_claim`:case`namespace_claim`:return ti(e,t);case`change_audience`:return{label:`Request the token for ${Kr}`,change:{audience:[Kr]}};case`grant_scope`:return r===void 0?void 0:si(r,t);case`change_expression`:return a===void 0?void 0:ni(e,a,t);case`add_user`:return ui(e,t);case`set_value`:return i===void 0?void 0:pi(i,t);default:return}}function ti(e,t){let{config:n,session:r}=t,i=ii(e,t);if([...i].length>t.description.limits.claim_name_characters)return;let a=`Rename to ${i}`;if(e.source===`mapping`){let t=ri(e,n);return t&&{label:a,change:{config:un(t.config,t.group,t.index,i)}}}let o=r?.value([`custom_claims`,e.token]),s=Array.isArray(o)?o.findIndex(t=>{let n=(t?.value??null)!==null;return t?.name===e.claim&&(e.reason!==`overridden`||n)}):-1;if(!r||s<0)return;let c=r.set([`custom_claims`,e.token,s,`name`],i);return{label:`${a} in the code`,change:{session:c}}}function ni(e,t,{config:n}){let r=ri(e,n);return r&&{label:`Change the expression to ${t}`,change:{config:dn(r.config,r.group,r.index,t)}}}function ri({claim:e,token:t},n){let r=n&&rn(n).find(({id:e})=>e===t),i=r?.rows.findIndex(t=>t.name===e)??-1;return n&&r&&i>=0?{config:n,group:r,index:i}:void 0}function ii({claim:e,token:t},{config:n,decisions:r,description:i}){let a=/^(?:https?:[/\\]{2}|urn:)/i.test(e)?e.match(/[^/\\:]*$/)?.[0]??``:e,{system_claim:o,forbidden_namespaces:s}=i,c=ai(n,r,s.hosts)+(a||`claim`),l=new Set(r.filter(e=>e.token===t).map(e=>e.claim.toLowerCase()));for(let e of oi(n))l.add((o.prefix+e+o.suffix).toLowerCase());let u=c;for(let e=2;l.has(u.toLowerCase());e++)u=`${c}_${e}`;return u}function ai(e,t,n){let r=t.find(({claim:e,verdict:t})=>t===`added`&&/^https?:\/\/[^/]+\/./i.test(e));if(r)return r.claim.slice(0,r.claim.lastIndexOf(`/`)+1);let[,...i]=oi(e);return`https://${i.find(e=>/^[\w.-]+$/.test(e)&&!n.some(t=>`.${e.toLowerCase()}`.endsWith(`.${t}`)))??`claims.example`}/`}function oi(e){let t=e?.value([`tenant`,`custom_domains`]);return[e?.value([`tenant`,`domain`]),...Array.isArray(t)?t:[]].map(e=>typeof e==`string`?e:``)}function si(e,t){let n=li(t,[...ci(t),e]);return n===void 0?void 0:{label:`Grant the scope ${e}`,change:{session:n}}}function ci({session:e,bareRoot:t}){return(t===void 0?e?.string([`scope`]):void 0)?.split(` `).filter(e=>e!==``)??[]}function li({session:e,bareRoot:t},n){let r=n.join(` `);return di({session:e,bareRoot:t},`scope`,r)}function ui({expression:e},t){let n=di(t,`user`,{}),r=n===void 0?void 0:T.read(n);return!r||e===void 0?void 0:{label:`Add a user with a sample value`,change:{session:r.set(mr(e,t.description.expressions),fi)}}}function di({session:e,bareRoot:t},n,r){if(e?.root.type!==`object`)return;if(t===void 0)return e.set([n],r);let i=e.raw(e.root).replaceAll(`
`,`
  `),a=`${JSON.stringify(n)}: ${JSON.stringify(r)}`;return`{
  ${JSON.stringify(t)}: ${i},
  ${a}
}
`}var fi=`sample`;function pi(e,{session:t}){if(t)try{let n=t.set(t.path(e),fi);return{label:`Put a sample value at ${e}`,change:{session:n}}}catch{return}}function mi(e,{config:t,session:n,audience:r,bareRoot:i},{profile_claims:a}){let o=i===void 0?[`anonymous_session`]:[],s=n?.node([`user`])?.type===`object`?[`user`,`user_id`]:[...o,`user_id`],c=Date.parse(n?.string([...o,`created_at`])??``),l=Math.floor((Number.isNaN(c)?Date.UTC(2026,0,1):c)/1e3),u=i===void 0?n?.string([`scope`]):void 0,d=new Set(u?.split(` `)),f=t?.string([`client_id`])??`client_id`,p=[],m=(e,t)=>{t!==void 0&&p.push({name:e,text:JSON.stringify(t)})},h=(e,t)=>{let r=n?.node(t);n&&r&&p.push({name:e,text:n.raw(r)})},g=()=>{for(let[e,t]of Object.entries(a))if(d.has(e))for(let e of t)h(e,[`user`,e])};return e===`userinfo`?(h(`sub`,s),g(),p):(m(`iss`,`https://${t?.string([`tenant`,`domain`])||`tenant.example`}/`),h(`sub`,s),m(`aud`,e===`id_token`?f:r.length===1?r[0]:r),m(`iat`,l),m(`exp`,l+86400),e===`id_token`?g():(m(`azp`,f),m(`scope`,u)),p)}var hi={access_token:`the access token`,id_token:`the ID token`,userinfo:`userinfo`,saml:`the SAML assertion`};function gi({answer:e}){let t=e&&wn(e.saved,e.edited);return Array.isArray(t)?t.length:0}function _i(e){let{answer:t,config:n}=e;if(!t)return R;let r=n?.value(Z)===!0;return I`
    <div class="changes" part="changes">
      <h3>The edited config against the saved one</h3>
      ${e.state.saved===e.state.config?I`<p class="muted">The config is as it was saved.</p>`:vi(wn(t.saved,t.edited),`The edits change no token.`)}
    </div>
    ${t.otherMode?I`<div class="changes">
          <h3>${r?`After the migration from legacy mode`:`If the tenant were in legacy mode`}</h3>
          ${vi(wn(t.edited,t.otherMode),`It would change no token.`)}
        </div>`:R}
    ${t.edited.reading?.logs.length?I`<details>
          <summary>Entry in the tenant's log</summary>
          <pre class="payload" tabindex="0" role="region" aria-label="Log entry">${t.edited.reading.logs.map(e=>D(JSON.stringify(e,null,2)))}</pre>
        </details>`:R}
  `}function vi(e,t){return typeof e==`string`?q(`bad`,e):e.length===0?I`<p class="muted">${t}</p>`:I`
    <p class="muted">${J(e.length,`claim`)} would differ.</p>
    <ul class="changes">
      ${e.map(yi)}
    </ul>
  `}function yi({token:e,claim:t,before:n,after:r}){let[i,a,o]=n===void 0?[`added`,`+`,`added to`]:r===void 0?[`removed`,`−`,`removed from`]:[`changed`,`~`,`changed in`];return I`
    <li class="change ${i}">
      <span class="sign" aria-hidden="true">${a}</span>
      <span><code>${D(t)}</code> <span class="muted">${o} ${hi[e]}</span></span>
      <span class="values mono">
        ${n===void 0?R:I`<del>${Dr(wr(n))}</del>`}
        ${n!==void 0&&r!==void 0?` → `:R}
        ${r===void 0?R:I`<ins>${Dr(wr(r))}</ins>`}
      </span>
    </li>
  `}var bi=(e,t)=>{let n=e._$AN;if(n===void 0)return!1;for(let e of n)e._$AO?.(t,!1),bi(e,t);return!0},xi=e=>{let t,n;do{if((t=e._$AM)===void 0)break;n=t._$AN,n.delete(e),e=t}while(n?.size===0)},Si=e=>{for(let t;t=e._$AM;e=t){let n=t._$AN;if(n===void 0)t._$AN=n=new Set;else if(n.has(e))break;n.add(e),Ti(t)}};function Ci(e){this._$AN===void 0?this._$AM=e:(xi(this),this._$AM=e,Si(this))}function wi(e,t=!1,n=0){let r=this._$AH,i=this._$AN;if(i!==void 0&&i.size!==0){if(t){if(Array.isArray(r))for(let e=n;e<r.length;e++)bi(r[e],!1),xi(r[e]);else r!=null&&(bi(r,!1),xi(r))}else bi(this,e)}}var Ti=e=>{e.type==W.CHILD&&(e._$AP??=wi,e._$AQ??=Ci)},Ei=class extends kn{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,t,n){super._$AT(e,t,n),Si(this),this.isConnected=e._$AU}_$AO(e,t=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),t&&(bi(this,e),xi(this))}setValue(e){if(jn(this._$Ct))this._$Ct._$AI(e,this);else{let t=[...this._$Ct._$AH];t[this._$Ci]=e,this._$Ct._$AI(t,this,0)}}disconnected(){}reconnected(){}},Di=new WeakMap,Oi=On(class extends Ei{render(e){return R}update(e,[t]){let n=t!==this.G;return n&&this.rt(void 0),(n||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),R}rt(e){if(this.G!==void 0){if(this.isConnected||(e=void 0),typeof this.G==`function`){let t=this.ht??globalThis,n=Di.get(t);n===void 0&&(n=new WeakMap,Di.set(t,n)),n.get(this.G)!==void 0&&this.G.call(this.ht,void 0),n.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}}get lt(){return typeof this.G==`function`?Di.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});function ki({payload:e,decisions:t,warnings:n},r,i){let a=e[r];if(!a||!i)return R;let{payload_warning_bytes:o,payload_serious_warning_bytes:s}=i.description.limits,c=t.filter(e=>e.token===r&&e.verdict===`added`).sort((e,t)=>t.bytes-e.bytes),l=c[0]?.bytes??1,u=a.bytes>a.limit?`bad`:a.bytes>o?`odd`:``;return I`
    <div class="ledger" part="ledger">
      <h3>${Sr(a.bytes)} of custom claims</h3>
      ${Ai(a,[o,s],u)}
      ${n.filter(e=>e.token===r).map(({message:e})=>q(`odd`,e))}
      ${c.length?I`<table>
            <thead>
              <tr><th>Claim</th><th></th><th class="number">Bytes</th></tr>
            </thead>
            <tbody>
              ${c.map(({claim:e,bytes:t})=>I`<tr>
                  <td><code>${D(e)}</code></td>
                  <td>
                    <span class="share" aria-hidden="true"
                      ><i ${ji(`width`,`${100*t/l}%`)}></i
                    ></span>
                  </td>
                  <td class="number">${t.toLocaleString(`en`)}</td>
                </tr>`)}
            </tbody>
          </table>`:R}
    </div>
  `}function Ai({bytes:e,limit:t},n,r){let i=e=>`${Math.min(100,100*Math.log1p(e/64)/Math.log1p(t/64))}%`;return I`
    <div
      class="gauge"
      role="meter"
      aria-label="Size of the custom claims"
      aria-valuemin="0"
      aria-valuemax=${t}
      aria-valuenow=${Math.min(e,t)}
      aria-valuetext="${Sr(e)} of ${Sr(t)}"
    >
      <div class="bar"><i class=${r} ${ji(`width`,i(e))}></i></div>
      ${[...n,t].map(e=>I`<div
          class="mark ${e===t?`last`:``}"
          ${ji(`inset-inline-start`,i(e))}
        >
          <span>${Sr(e)}</span>
        </div>`)}
    </div>
  `}function ji(e,t){return Oi(n=>n?.style.setProperty(e,t))}var Mi={access_token:`Access token`,id_token:`ID token`,userinfo:`Userinfo`,saml:`SAML`,changes:`Before and after`},Ni=new Map([[`invalid_config`,`config`],[`invalid_session`,`session`]]);function Pi(e,t){let n=Fi(e.good?.reading),r=n.includes(e.tab)?e.tab:`access_token`;return I`
    <section class="panel result" part="panel result" aria-label="Result">
      <div class="tabs" role="tablist" aria-label="Tokens" part="tabs" @keydown=${zi}>
        ${n.map(n=>Ri(e,t,n,n===r))}
      </div>
      <div class="body" role="tabpanel" id="result" aria-labelledby="tab-${r}" tabindex="-1">
        ${Bi(e,t)} ${e.good?Vi(e,t,e.good,r):R}
      </div>
    </section>
  `}function Fi(e){let t=[`access_token`];return e?.tokens.id_token&&t.push(`id_token`),e?.tokens.userinfo&&t.push(`userinfo`),e?.attributes&&t.push(`saml`),[...t,`changes`]}function Ii(e,t){if(t!==`userinfo`)return Li(e,t);let n=new Set(e.tokens.userinfo?.map(({name:e})=>e));return Li(e,`id_token`).filter(({claim:e})=>!n.has(e))}function Li(e,t){return e.decisions.filter(e=>e.token===t&&e.verdict===`ignored`)}function Ri(e,t,n,r){let i=n===`changes`?gi(e):e.good&&Ii(e.good.reading,n).length;return I`<button
    type="button"
    role="tab"
    id="tab-${n}"
    aria-controls="result"
    aria-selected=${r?`true`:`false`}
    tabindex=${r?0:-1}
    @click=${()=>t.show(n)}
  >
    ${Mi[n]}${i?I`<span class="pill ${n===`changes`?``:`odd`}"
          >${i}${n===`changes`?R:I`<span class="visually-hidden"> ${i===1?`claim`:`claims`}</span> missing`}</span
        >`:R}
  </button>`}function zi(e){let t=[...e.currentTarget.querySelectorAll(`[role="tab"]`)],n=t.indexOf(e.target),r={ArrowRight:n+1,ArrowLeft:n-1,Home:0,End:t.length-1}[e.key];if(r===void 0)return;e.preventDefault();let i=t.at(r%t.length);i?.click(),i?.focus()}function Bi(e,t){let{answer:n,trouble:r,good:i,stale:a}=e,o=a&&i?I`<p><span class="pill odd" part="stale">Last good result</span></p>`:R;if(r!==void 0)return I`${q(`bad`,r)} ${o}`;if(!n)return I`<p class="muted">Loading the engine…</p>`;let{failure:s,reading:c}=n.edited,l=s??c.error;if(!l)return R;let u=Ni.get(l.code);return I`
    ${q(`bad`,I`<strong>${l.message}</strong>
        <ul>
          ${s?.problems.map(e=>I`<li>
              ${e.message}
              ${u?I`<button
                    class="link"
                    type="button"
                    @click=${()=>t.reveal(u,e)}
                  >
                    Show ${e.path?D(e.path):`byte ${e.offset}`}
                  </button>`:R}
            </li>`)}
        </ul>`)}
    ${c?.error?ki(c,c.error.token,e.about):R}
    ${o}
  `}function Vi(e,t,{reading:n,inputs:r},i){if(i===`changes`)return _i(e);let a=i===`saml`?Wi(n.attributes??[]):Hi(e.about,n,r,i);return I`
    <div class=${e.stale?`stale`:``}>${a}</div>
    ${Gi(e,t,Ii(n,i))}
    ${i===`userinfo`?R:ki(n,i,e.about)}
  `}function Hi(e,t,n,r){let i=t.tokens[r]??[],a=new Set(i.map(({name:e})=>e)),o=[...(e?mi(r,n,e.description).filter(({name:e})=>!a.has(e)):[]).map(e=>({claim:e,of:`standard`})),...i.map(e=>({claim:e,of:`custom`}))],s=o.flatMap(({claim:e,of:t},n)=>Ui(e,n<o.length-1).map(e=>I`<span class=${t}>${e}</span>`));return I`
    <p class="muted">
      ${J(i.length,`custom claim`)}, marked; the others are the provider's own, as an example.
    </p>
    <pre class="payload" part="payload" tabindex="0" role="region" aria-label="Payload"><span>{</span>${s}<span>}</span></pre>
  `}function Ui({name:e,text:t},n){let[r=``,...i]=je(Tr(t)),a=[`  ${JSON.stringify(e)}: ${r}`,...i.map(e=>`  ${e}`)];return a.push(a.pop()+Er(t)),a.map((e,t)=>Dr(n&&t===a.length-1?`${e},`:e))}function Wi(e){return e.length===0?I`<p class="muted">The assertion has no attribute.</p>`:I`
    <table part="attributes">
      <thead>
        <tr><th>Attribute</th><th>Type</th><th>Values</th></tr>
      </thead>
      <tbody>
        ${e.map(({name:e,format:t,type:n,values:r})=>I`<tr>
            <td>
              <code>${D(e)}</code><br />
              <span class="muted">${D(t)}</span>
            </td>
            <td><code>${D(n)}</code></td>
            <td>${r.map(e=>I`<div class="mono">${Dr(wr(e))}</div>`)}</td>
          </tr>`)}
      </tbody>
    </table>
  `}function Gi(e,t,n){return n.length===0?R:I`
    <div>
      <h3>Missing: ${J(n.length,`claim`)}</h3>
      <ul class="missing" part="missing">
        ${n.map(n=>Ki(e,t,n))}
      </ul>
    </div>
  `}function Ki(e,t,n){let{config:r,session:i,about:a,answer:o,good:s,stale:c}=e,l=s?.reading.decisions??[],{reasons:u=[],rules:d=[]}=a?.description??{},f=u.find(({code:e})=>e===n.reason)?.says,p=d.find(({code:e})=>e===n.rule)?.says,m=a&&!c?ei(n,{config:r,session:i,bareRoot:o?.bareRoot,decisions:l,description:a.description}):void 0;return I`
    <li>
      <span class="name">
        <code>${D(n.claim)}</code>
        <span class="muted">
          ${n.source===`mapping`?I`from <code>${D(n.expression??``)}</code>`:`set by code`}
        </span>
      </span>
      <span>${f??n.reason}${n.needs?I` It needs <code>${D(n.needs)}</code>.`:R}</span>
      <span class="rule muted"
        ><span class="pill">${n.rule}</span><span class="visually-hidden">: </span>${p}</span
      >
      <span class="muted">${n.hint}</span>
      ${m?I`<button type="button" class="fix" @click=${()=>{t.focusNext(`#result`),t.follow(m.change)}}>
            ${D(m.label)}
          </button>`:R}
    </li>
  `}function qi(e,t){let{state:n,session:r,answer:i}=e,a=dr(i?.edited,`invalid_session`);return I`
    <section class="panel" part="panel session" aria-labelledby="session-title">
      <header>
        <h2 id="session-title">Sample session</h2>
        ${zr(`Load a sample`,Gr.map(({label:e,session:n})=>({label:e,choose:()=>t.edit({session:`${JSON.stringify(n,null,2)}
`})})))}
      </header>
      <div class="body">
        ${Ji(e,t)}
        <claims-editor
          id="session-editor"
          .label=${`Sample session as JSON`}
          .value=${n.session}
          .problems=${a.map(e=>ur(n.session,r,e,`error`))}
          @edit=${e=>t.edit({session:e.detail.value},`session`)}
        ></claims-editor>
      </div>
    </section>
  `}function Ji(e,t){let{session:n,about:r,answer:i}=e,a={session:n,bareRoot:i?.bareRoot},o=ci(a),s=[`openid`,...Object.keys(r?.description.profile_claims??{})],c=n?.root.type===`object`&&i!==void 0,l=e=>{let n=li(a,e);n!==void 0&&t.follow({session:n})};return I`
    <fieldset ?disabled=${!c}>
      <legend>Granted scopes</legend>
      <div class="chips">
        ${[...new Set([...s,...o])].map(e=>{let t=o.includes(e);return I`<button
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
  `}var Yi=100,Xi=1500,Zi=class extends H{static styles=[fr,tr,Kn];static properties={config:{noAccessor:!0},session:{noAccessor:!0},audience:{noAccessor:!0},saved:{noAccessor:!0,attribute:!1},state:{noAccessor:!0,attribute:!1},workerUrl:{attribute:`worker-url`},moduleUrl:{attribute:`module-url`}};#e={saved:`{}`,config:`{}`,session:`{}`,audience:[``]};#t=T.read(`{}`);#n=T.read(`{}`);#r=[];#i=[];#a;#o=0;#s;#c;#l;#u;#d;#f;#p;#m;#h=`access_token`;#g=`table`;#_;#v;#y=``;#b;#x;#S;get config(){return this.#e.saved}set config(e){let t=Qi(e);this.#E({...this.#e,saved:t,config:t})}get saved(){return this.#e.saved}set saved(e){this.#T({...this.#e,saved:Qi(e)})}get session(){return this.#e.session}set session(e){this.#E({...this.#e,session:Qi(e)})}get audience(){return this.#e.audience}set audience(e){let t=typeof e==`string`?[e]:[...e??[``]];this.#E({...this.#e,audience:t})}get state(){return this.#e}set state({saved:e,config:t,session:n,audience:r}){let i={saved:e,config:t,session:n,audience:[...r]};this.#r.length===0?this.#E(i):this.edit(i)}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){(e.has(`workerUrl`)||e.has(`moduleUrl`))&&this.#C(),this.isConnected&&!this.#s&&this.#w()}#C(){this.#s?.close(),this.#s=void 0}#w(){let{workerUrl:e,moduleUrl:t}=this,n=()=>e?new Worker(new URL(e,document.baseURI),{type:`module`}):new Worker(new URL(new URL(`worker-syUeOMjl.js`,import.meta.url).href,``+import.meta.url),{type:`module`}),r=t?new URL(t,document.baseURI):new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url);this.#s=new rr(r,n,{ready:(e,t)=>{this.#l=e,this.#u=t,this.requestUpdate()},answered:(e,t)=>this.#L(e,t),failed:e=>{this.#m=`The engine did not answer. ${e}`,this.#y=this.#m,this.requestUpdate()}}),this.#F()}disconnectedCallback(){super.disconnectedCallback(),this.#C()}#T(e){let{config:t,session:n}=this.#e;this.#e=e,t!==e.config&&(this.#t=T.read(e.config)),n!==e.session&&(this.#n=T.read(e.session)),this.#F(),this.requestUpdate()}#E(e){this.#r=[],this.#i=[],this.#a=void 0,this.#T(e)}edit(e,t){let n=performance.now();(t===void 0||t!==this.#a||n-this.#o>Xi)&&(this.#r=[...this.#r.slice(1-Yi),this.#e]),this.#i=[],this.#a=t,this.#o=n,this.#S??=n,this.#b=void 0,this.#T({...this.#e,...e}),this.#M()}follow(e){this.#P&&this.edit(e)}focusNext(e){this.#v=e}#D(){this.#k(this.#r,this.#i)}#O(){this.#k(this.#i,this.#r)}#k(e,t){let n=e.pop();n&&(t.push(this.#e),this.#a=void 0,this.#T({...n,saved:this.#e.saved}),this.#M())}#A(){this.edit({config:this.#e.saved})}#j(){let e=this.#d;if(!this.#P||!e?.validation.valid)return;this.#a=void 0;let t=wn(e.saved,e.edited),n={config:this.#e.config,effect:t},r=new CustomEvent(`save`,{detail:n,bubbles:!0,composed:!0,cancelable:!0});this.dispatchEvent(r)&&(this.saved=this.#e.config,this.#M())}#M(){let e=this.#e.saved!==this.#e.config,t={...this.#e,changed:e};this.dispatchEvent(new CustomEvent(`change`,{detail:t,bubbles:!0,composed:!0}))}#N(e,t){return t===this.#e[e]?e===`config`?this.#t:this.#n:T.read(t)}get#P(){return this.#f!==void 0&&this.#f===this.#c}#F(){if(!this.#s)return;let e=this.#I();this.#c={state:this.#e,...e!==void 0&&{otherMode:e}},this.#s.ask(this.#c)}#I(){let e=this.#t?.value(Z)===!0;return this.#t?.canSet(Z)?this.#t.set(Z,!e):void 0}#L(e,t){this.#d=t,this.#f=e,this.#m=void 0;let{reading:n}=t.edited;if(n&&!n.error){let{config:r,session:i,audience:a}=e.state,o={config:this.#N(`config`,r),session:this.#N(`session`,i)};this.#p={reading:n,inputs:{...o,audience:a,bareRoot:t.bareRoot}}}e===this.#c&&(this.#y=$i(t)),this.requestUpdate()}show(e){this.#h=e,this.requestUpdate()}showConfigAs(e){this.#g=e,this.requestUpdate()}async reveal(e,t){if(e===`config`){let e=this.#g===`table`?this.#R(t):void 0;if(e){e.focus();return}this.showConfigAs(`json`)}await this.updateComplete;let[n,r]=e===`config`?[this.#e.config,this.#t]:[this.#e.session,this.#n],{from:i,to:a}=ur(n,r,t,`error`);this.renderRoot.querySelector(`#${e}-editor`)?.reveal(i,a)}#R({path:e}){for(let{id:t,rows:n}of this.#t?rn(this.#t):[]){let r=n.findIndex(t=>e===t.namePlace||e===t.expressionPlace);if(r<0)continue;let i=`[data-group="${t}"] [data-row="${r}"] ${e===n[r]?.expressionPlace?`.expression`:`.name`} input`;return this.renderRoot.querySelector(i)??void 0}}addRow(e){this.#t&&(this.#v=`[data-group="${e.id}"] [data-row="${e.rows.length}"] input`,this.edit({config:fn(this.#t,e)}))}removeRow(e,t){if(!this.#t)return;let n=Math.min(t,e.rows.length-2);this.#v=n<0?`[data-add="${e.id}"]`:`[data-group="${e.id}"] [data-row="${n}"] [data-tool="remove"]`,this.edit({config:pn(this.#t,e,t)})}moveRow(e,t,n){if(!this.#t||n<0||n>=e.rows.length||t===n)return;let r=this.renderRoot.activeElement?.getAttribute(`data-tool`),i=`[data-group="${e.id}"] [data-row="${n}"]`,a=n===0?`up`:n===e.rows.length-1?`down`:void 0;this.#v=r&&r!==a?`${i} [data-tool="${r}"]`:`${i} .handle`,this.edit({config:mn(this.#t,e,t,n)})}startDrag(e,t,n){if(e.button!==0)return;let r=e.currentTarget,i=r.closest(`.rows`);if(!i)return;r.setPointerCapture(e.pointerId);let a=new AbortController,{signal:o}=a,s=({clientY:e})=>{let r=[...i.querySelectorAll(`[data-row]`)],a=r.findIndex(t=>e<t.getBoundingClientRect().bottom);this.#_={group:t.id,from:n,to:a<0?r.length-1:a},this.requestUpdate()},c=e=>{a.abort();let r=this.#_?.to??n;this.#_=void 0,this.requestUpdate(),e&&this.moveRow(t,n,r)};r.addEventListener(`pointermove`,s,{signal:o}),r.addEventListener(`pointerup`,()=>c(!0),{signal:o}),r.addEventListener(`pointercancel`,()=>c(!1),{signal:o})}async#z(e,t){this.#y=``,this.requestUpdate();try{await navigator.clipboard.writeText(t),this.#b=e,this.#y=`Copied: ${e}.`}catch{this.#x={what:e,text:t}}this.requestUpdate()}render(){let e=this.#V();return I`
      ${this.#H(e)}
      <div class="columns">
        <div class="inputs" part="inputs">
          ${kr(e,this)} ${qi(e,this)} ${Yr(e,this)}
          ${e.answer?I`<button type="button" class="jump" @click=${this.#B}>
                ${$i(e.answer)} <span aria-hidden="true">↓</span>
              </button>`:R}
        </div>
        ${Pi(e,this)}
      </div>
      <div class="visually-hidden" role="status">${this.#y}</div>
      ${this.#x?this.#G(this.#x):R}
    `}#B(){this.renderRoot.querySelector(`#result`)?.focus()}#V(){let e=this.#d?.edited;return{state:this.#e,config:this.#t,session:this.#n,about:this.#l,answer:this.#d,good:this.#p,stale:this.#m!==void 0||!!(e?.failure??e?.reading?.error),trouble:this.#m,tab:this.#h,configView:this.#g,drag:this.#_,current:this.#P,canUndo:this.#r.length>0,canRedo:this.#i.length>0}}#H({answer:e,state:t,config:n,about:r,canUndo:i,canRedo:a}){let o=e?.validation.problems.length??0,s=t.saved!==t.config,c=(e,t,n,r=``)=>I`<button
      type="button"
      class=${r}
      aria-disabled=${t?`false`:`true`}
      @click=${()=>t&&n()}
    >
      ${e}
    </button>`,l=[{label:`PATCH request (curl)`,disabled:!n||!gn(n),choose:()=>n&&this.#z(`PATCH request`,_n(n))},{label:`Config`,choose:()=>this.#z(`config`,t.config)},{label:`Vector for claimsmith test`,disabled:!e,choose:()=>this.#W()}];return I`
      <div class="toolbar" part="toolbar">
        <span class="status">
          ${e?o?I`<span class="pill bad">${J(o,`problem`)}</span>`:I`<span class="pill good">Valid config</span>`:R}
          ${s?I`<span class="pill">Not saved</span>`:R}
          ${this.#b===void 0?R:I`<span class="pill good">Copied: ${this.#b}</span>`}
          ${r?this.#U(r):R}
        </span>
        ${c(`Undo`,i,()=>this.#D())} ${c(`Redo`,a,()=>this.#O())}
        ${c(`Revert`,s,()=>this.#A())} ${zr(`Copy as`,l)}
        ${c(`Save`,s&&e?.validation.valid===!0,()=>this.#j(),`primary`)}
      </div>
    `}#U({digest:e=``}){let t=I`module ${e.slice(0,12)}${this.#u===`page`?` on the page`:R}`;return e?I`<button
          type="button"
          class="pill"
          part="module"
          aria-label="Copy the module's SHA-256: module ${e.slice(0,12)}"
          @click=${()=>this.#z(`SHA-256 of the module`,e)}
        >
          ${t}
        </button>`:I`<span class="pill" part="module">${t}</span>`}#W(){!this.#d||!this.#f||this.#z(`vector`,yn(this.#f.state,this.#d.edited))}#G({what:e,text:t}){return I`<dialog aria-label="Copy: ${e}" @close=${()=>{this.#x=void 0,this.requestUpdate()}}>
      <p>The browser allows no copying here. Copy it by hand:</p>
      <textarea readonly aria-label=${e} .value=${t}></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`}updated(e){if(this.#v!==void 0){let e=this.#v;this.#v=void 0,queueMicrotask(()=>this.renderRoot.querySelector(e)?.focus())}this.#K(),this.#q()}#K(){let e=this.renderRoot.querySelector(`dialog`);!e||e.open||(e.showModal(),e.querySelector(`textarea`)?.select())}#q(){if(this.#d&&this.#c!==void 0){if(this.#S===void 0){performance.getEntriesByName(`claims-preview:first`).length===0&&performance.mark(`claims-preview:first`);return}this.#f===this.#c&&(performance.clearMeasures(`claims-preview:edit`),performance.measure(`claims-preview:edit`,{start:this.#S}),this.#S=void 0)}}};function Qi(e){return typeof e==`string`?e:`${JSON.stringify(e??{},null,2)}
`}function $i({edited:{failure:e,reading:t}}){let n=e??t?.error;if(n||!t)return n?.message??``;let r=t.decisions.filter(({verdict:e})=>e===`added`).length,i=t.decisions.length-r;return`${J(r,`claim`)} added${i?`, ${i} missing`:``}.`}customElements.get(`claims-preview`)||customElements.define(`claims-preview`,Zi);var ea=`#s=`,ta=16<<20;async function na(e,t){let n=new TextEncoder().encode(JSON.stringify(e)),r=await aa(new CompressionStream(`deflate-raw`),n),i=new URL(t);return i.hash=ea+oa(r),i.href}async function ra(e){if(!e.startsWith(ea))return;let t=sa(e.slice(3)),n=await aa(new DecompressionStream(`deflate-raw`),t);return ia(JSON.parse(new TextDecoder(`utf-8`,{fatal:!0}).decode(n)))}function ia(e){let{saved:t,config:n,session:r,audience:i}=e??{};if(typeof t!=`string`||typeof n!=`string`||typeof r!=`string`||!Array.isArray(i)||!i.every(e=>typeof e==`string`))throw TypeError(`This is no state of a preview.`);return{saved:t,config:n,session:r,audience:i}}async function aa(e,t){let n=0,r=new TransformStream({transform(e,t){if(n+=e.length,n>ta)throw RangeError(`The state is too large.`);t.enqueue(e)}}),i=new Blob([t]).stream().pipeThrough(e).pipeThrough(r);return new Uint8Array(await new Response(i).arrayBuffer())}function oa(e){let t=``;for(let n of e)t+=String.fromCharCode(n);return btoa(t).replaceAll(`+`,`-`).replaceAll(`/`,`_`).replace(/=+$/,``)}function sa(e){let t=atob(e.replaceAll(`-`,`+`).replaceAll(`_`,`/`));return Uint8Array.from(t,e=>e.charCodeAt(0))}var ca=`claimsmith.preview`,la=()=>sessionStorage;async function ua(){let e=await fetch(`./start.json`);if(!e.ok)throw Error(`start.json: ${e.status}`);let t=await e.text(),{config:n=`{}`,session:r=`{}`,audience:i=[``],server:a}=JSON.parse(t);return{text:t,state:{saved:n,config:n,session:r,audience:i},hasServer:a!==void 0}}function da(e,t){try{return la().setItem(ca,JSON.stringify({start:e,state:t})),!0}catch{return!1}}function fa(e){try{let t=JSON.parse(la().getItem(ca)??`null`);return t?.start===e?ia(t.state):void 0}catch{return}}var pa=`claimsmith.theme`;function ma(e){e.value=ga(),ha(e.value),e.addEventListener(`change`,()=>{ha(e.value);try{localStorage.setItem(pa,e.value)}catch{}})}function ha(e){e?document.documentElement.dataset.theme=e:delete document.documentElement.dataset.theme}function ga(){try{let e=localStorage.getItem(pa);return e===`light`||e===`dark`?e:``}catch{return``}}var _a=2e6,Q=document.createElement(`claims-preview`),va=ba(`#notice`,HTMLElement),ya=ba(`#link`,HTMLButtonElement);function ba(e,t){let n=document.querySelector(e);if(!(n instanceof t))throw Error(`The page has no ${e}.`);return n}function $(e){va.textContent=e}async function xa(){try{let e=await ra(location.hash);return e&&(Q.state=e),e!==void 0}catch{return $(`The link is damaged: what it held cannot be read. Ask for it again.`),!1}}function Sa(e){history.replaceState(null,``,location.pathname+location.search+e)}async function Ca(){let{text:e,state:t,hasServer:n}=await ua(),r=await xa(),i=r?void 0:fa(e);r||(Q.state=i??t);let a=ba(`main`,HTMLElement),o=document.createElement(`div`);n&&(o.className=`server-place`,a.append(o)),a.append(Q);let s,c=()=>{clearTimeout(s),s=void 0,da(e,Q.state)||$(`This is too large for the browser to keep: it will be gone after a reload.`)};if(Q.addEventListener(`change`,()=>{$(``),location.hash!==``&&Sa(``),s??=setTimeout(c,200)}),addEventListener(`pagehide`,()=>s!==void 0&&c()),addEventListener(`hashchange`,xa),!n)return;ba(`#privacy`,HTMLElement).textContent=`What you type leaves this browser when you save it, and not before.`;let{Connection:l}=await $e(async()=>{let{Connection:e}=await import(`./connection-DKoohLX6.js`);return{Connection:e}},__vite__mapDeps([0,1]),import.meta.url);await new l({preview:Q,place:o,keep:c,origin:r?`link`:i?`kept`:`start`}).connect()}ya.addEventListener(`click`,async()=>{let e=await na(Q.state,location.href);if(e.length>_a)$(`This is too large for a link.`);else try{await navigator.clipboard.writeText(e),$(`The link is copied. It holds everything you see.`)}catch{Sa(new URL(e).hash),$(`The address of this page is now the link. It holds everything you see.`)}}),ma(ba(`#theme`,HTMLSelectElement)),Ca().catch(e=>$(`The page could not start. ${e}`));export{Ke as n,We as r,Ue as t};