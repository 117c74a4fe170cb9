package engine

// This file is the only home of the policy's facts. Pages, SDKs and documents
// get them from Describe.

// ABIVersion is the version of the module's contract, major<<16 | minor.
const ABIVersion = 1<<16 | 1

// Limits of the policy. Sizes are in bytes of UTF-8.
const (
	maxConfig        = 256 << 10 // IN-3
	maxSession       = 1 << 20   // IN-3
	maxAudience      = 16 << 10  // IN-3
	maxDepth         = 64        // IN-2, containers open at once
	maxProblems      = 100       // IN-5, problems that one config reports
	maxMappings      = 10        // CFG-1, both tokens together
	maxMappingsAPI   = 20        // CFG-1, where the access token uses the shipped dialect
	maxSAMLMappings  = 100       // CFG-1
	maxCustomDomains = 100       // CFG-12
	maxNameLength    = 255       // CFG-7, code points
	maxCustomClaims  = 1000      // section 7, entries of one token
	maxPayload       = 100 << 10 // section 10, one token's custom claims
	warnPayload      = 4 << 10   // a browser drops larger cookies
	warnPayloadLarge = 8 << 10   // common proxies refuse larger headers
	maxWarnings      = 20        // section 12, of one code about what is not read
	minMeant         = 8         // section 12, characters of a name that another is near to
	maxMembers       = 1000      // section 12, that are looked at for the nearest
	maxCompared      = 64        // section 12, code points of names that are compared by distance
	maxDistance      = 2         // section 12, of the nearest member
	maxQuotedInput   = 64        // section 11, characters of input in a message
)

// restrictedClaims is the list of section 4.1.
var restrictedClaims = []string{
	"acr", "act", "active", "amr", "at_hash", "ath", "attest", "aud",
	"auth_time", "authorization_details", "azp", "c_hash", "client_id", "cnf",
	"cty", "dest", "entitlements", "events", "exp", "groups", "gty", "htm",
	"htu", "iat", "internalService", "iss", "jcard", "jku", "jti", "jwe",
	"jwk", "kid", "may_act", "mky", "nbf", "nonce", "object_id", "org_id",
	"org_name", "orig", "origid", "permissions", "roles", "rph", "s_hash",
	"sid", "sip_callid", "sip_cseq_num", "sip_date", "sip_from_tag",
	"sip_via_branch", "sub", "sub_jwk", "toe", "txn", "typ", "uuid", "vot",
	"vtm", "x5t#S256",
}

// unregistered are the restricted claims that the IANA registry does not have.
var unregistered = []string{
	"active", "cty", "gty", "internalService", "jku", "jwe", "jwk", "kid",
	"object_id", "org_id", "org_name", "permissions", "s_hash", "typ", "uuid",
	"x5t#S256",
}

// registryDate is the state of the IANA registry that the engine knows.
const registryDate = "2026-06-29"

// otherRegistered are the names in the IANA JSON Web Token Claims registry that
// are neither restricted nor profile claims (section 4.3).
var otherRegistered = []string{
	"...", "_claim_names", "_claim_sources", "_sd", "_sd_alg", "ace_profile",
	"also_known_as", "analyticsIdList", "at_use_nbr", "atc", "authority_hints",
	"birth_family_name", "birth_given_name", "birth_middle_name", "bootcount",
	"bootseed", "cdnicrit", "cdniets", "cdniip", "cdnistd", "cdnistt",
	"cdniuc", "cdniv", "cmw", "cnonce", "constraints", "consumerPlmnId",
	"consumerSnpnId", "crit", "crn", "dbgstat", "delegation", "div", "dloas",
	"eat_nonce", "eat_profile", "exi", "geohash", "hwmodel", "hwversion",
	"intuse", "jwks", "keys", "location", "logo_uri", "manifests", "measres",
	"measurements", "metadata", "metadata_policy", "metadata_policy_crit",
	"msgi", "msisdn", "nationalities", "oemboot", "oemid", "opt",
	"place_of_birth", "producerNfServiceSetId", "producerNfSetId",
	"producerNsiList", "producerPlmnId", "producerSnpnId",
	"producerSnssaiList", "rcd", "rcdi", "rdap_allowed_purposes",
	"rdap_dnt_allowed", "ref", "resOwnerId", "salutation", "scope", "sd_hash",
	"sig_val_claims", "sourceNfInstanceId", "source_endpoint", "sph", "status",
	"status_list", "stpl", "sub_id", "submods", "sueids", "swname",
	"swversion", "title", "token_introspection", "trust_anchor",
	"trust_anchor_hints", "trust_chain", "trust_mark_issuers",
	"trust_mark_owners", "trust_mark_type", "trust_marks", "ttl", "ueid",
	"uptime", "vc", "verified_claims", "vp",
}

// profileClaims says which scope each profile claim needs (section 4.5).
var profileClaims = []struct {
	scope  string
	claims []string
}{
	{"profile", []string{
		"name", "family_name", "given_name", "middle_name", "nickname",
		"preferred_username", "profile", "picture", "website", "gender",
		"birthdate", "zoneinfo", "locale", "updated_at",
	}},
	{"email", []string{"email", "email_verified"}},
	{"address", []string{"address"}},
	{"phone", []string{"phone_number", "phone_number_verified"}},
}

// reservedClaim could grant its holder scopes, were it mapped (CFG-4, RES-2).
const reservedClaim = "scope"

// A system claim's name is its host between these two (section 6).
const (
	systemClaimPrefix = "https://"
	systemClaimSuffix = "/user_type"
	systemClaimValue  = `"anonymous"`
)

var (
	forbiddenHosts     = []string{"auth0.com", "webtask.io", "webtask.run"}    // section 4.2, with their subdomains
	forbiddenURN       = "auth0"                                               // section 4.2, the namespace identifier
	restrictedAPIHosts = []string{"auth0.com", "auth0app.com"}                 // section 4.4, subdomains only
	restrictedAPIPaths = []string{"/api", "/api/v2", "/mfa", "/me", "/my-org"} // section 4.4, less trailing slashes
	userinfoPath       = "/userinfo"                                           // section 4.4, the exception
)

// Roots and operator characters of expressions (section 3).
const (
	memberMetadata     = "metadata"      // of an anonymous session: written by its holder
	memberUserMetadata = "user_metadata" // of a user: written by the user
	rootAnonymous      = "anonymous_session"
	rootUser           = "user"
	operators          = "*?|#@!{}[]()=<>%~\"'"
)

// What expressions of other languages look like (section 3).
var (
	logicMarks      = []string{"(", ")", "||", "&&", "??", "+", ",", ";"}
	contextPrefixes = []string{"$.", "event.", "context.", "this."}

	sessionNames     = []string{"session", "anonymousSession"} // in any case, before one of
	sessionMembers   = []string{"session_id", "user_id", "created_at", "expires_at", memberMetadata}
	anonymousMembers = []string{memberMetadata, "session_id", "expires_at"}
	userMembers      = []string{"app_metadata", "user_metadata", "email", "name", "nickname", "identities"}
)

// authorizationWords make a name read like authorization (untrusted_source).
var authorizationWords = []string{
	"admin", "administrator", "role", "permission", "scope", "group", "entitlement", "privilege", "privileged",
	"tier", "plan", "verified", "superuser", "owner",
}

// protocols of a transaction, the default first; the others map attributes.
var protocols = []string{"oidc", "samlp", "wsfed"}

// The log entry of legacy mode (LEG-1).
const (
	depnoteDescription = "Custom claims must be namespaced: this tenant evaluates in legacy mode. " +
		"The details list the claims that would fare differently after the migration."
	depnoteFeatureID   = "legacy_custom_claims"
	depnoteFeatureName = "Custom claims must be namespaced when they are added through rules / actions / hooks."
)

// samlAddons are the provider's add-ons that have mappings of their own (unread_saml_mappings).
var samlAddons = []string{"samlp", "wsfed"}

const (
	formTransaction = "transaction" // how a session was read, if not as an anonymous session
	scopeOpenID     = "openid"      // without which there is no ID token
	typeMissing     = "missing"     // the type of no value
)

// samlToken is where attributes go, in messages and decisions.
const samlToken = "saml"

// A fact is a code of the contract with what it means.
type fact struct {
	code string
	says string
}

// rules are the numbered rules of the policy, and the two parts of it without a
// number that results name.
var rules = []fact{
	{"IN-1", "An input is JSON (RFC 8259) in UTF-8."},
	{"IN-2", "At most 64 arrays and objects are open at once."},
	{"IN-3", "An input has a largest size."},
	{"IN-4", "A member that is read occurs once in its object."},
	{"IN-5", "A member that is read has the type and the values that belong there."},
	{"CFG-1", "A config has a largest number of mappings."},
	{"CFG-2", "A token's mappings have different claim names."},
	{"CFG-3", "A mapping's name is not on the restricted list, in any letter case."},
	{"CFG-4", "A mapping's name is not scope, nor a system claim of the tenant, in any letter case."},
	{"CFG-5", "A mapping has a name and an expression."},
	{"CFG-6", "A mapping has no other members."},
	{"CFG-7", "A claim name has 1 to 255 characters."},
	{"CFG-8", "A member of the config has the type that the provider stores."},
	{"CFG-9", "An expression is a root and plain segments."},
	{"CFG-10", "The access token's mappings come in one dialect."},
	{"CFG-11", "A domain of the tenant is a host name."},
	{"CFG-12", "A tenant has a largest number of custom domains."},
	{"RES-1", "Claims of the protocol and the provider cannot be set."},
	{"RES-2", "scope cannot be set, nor a system claim of the tenant in any letter case."},
	{"RES-3", "Names under the provider's own namespaces are left out."},
	{"RES-4", "Legacy mode leaves out names that have no http(s) namespace."},
	{"RES-5", "Access tokens for the provider's own APIs carry only profile claims and names under an http(s) namespace."},
	{"RES-6", "Profile claims reach a token only with their scope."},
	{"VAL-1", "A value that is missing or null leaves the claim out."},
	{"VAL-2", "A value is carried as it stands, but for white space."},
	{"OVR-1", "A later claim of the same name takes the place of an earlier one."},
	{"LEG-1", "Legacy mode logs which claims would fare differently after the migration."},
	{"LEG-2", "In legacy mode profile claims are left out of access tokens."},
	{"LEG-3", "In legacy mode an attribute's metadata are those of the user and what code set, merged."},
	{"LEG-4", "Legacy mode shows claims under the provider's namespaces at userinfo, though not in the ID token."},
	{"SAML", "Attributes are mapped from the user, for SAML and WS-Fed."},
	{"SIZE", "A token's custom claims have a largest size."},
	{"WARN", "What is allowed may still be unwise."},
}

// The codes of failures.
var (
	invalidConfig   = &fact{"invalid_config", "The config has problems; nothing was mapped."}
	invalidSession  = &fact{"invalid_session", "The session cannot be read."}
	invalidAudience = &fact{"invalid_audience", "The audience cannot be read."}
	payloadTooLarge = &fact{"payload_too_large", "The token's custom claims are larger than the limit."}

	failureCodes = []*fact{invalidConfig, invalidSession, invalidAudience, payloadTooLarge}
)

// A problemKind is the code of a problem or a warning and the rule behind it.
type problemKind struct {
	fact
	rule string
}

// The kinds of problem.
var (
	tooLarge           = &problemKind{fact{"too_large", "The text is larger than the limit."}, "IN-3"}
	jsonSyntax         = &problemKind{fact{"json_syntax", "The text is not JSON in UTF-8: no valid text goes on like this."}, "IN-1"}
	tooDeep            = &problemKind{fact{"too_deep", "More than 64 arrays and objects are open here."}, "IN-2"}
	wrongType          = &problemKind{fact{"wrong_type", "The value has a type that does not belong here."}, "IN-5"}
	missingMember      = &problemKind{fact{"missing_member", "A member that must be here is absent."}, "IN-5"}
	unknownProtocol    = &problemKind{fact{"unknown_protocol", "The protocol is none of oidc, samlp and wsfed."}, "IN-5"}
	tooManyClaims      = &problemKind{fact{"too_many_claims", "More than 1,000 custom claims are set on one token."}, "IN-5"}
	duplicateMember    = &problemKind{fact{"duplicate_member", "The member occurs twice in its object, and parsers disagree on which one counts."}, "IN-4"}
	tooManyMappings    = &problemKind{fact{"too_many_mappings", "There are more mappings than the provider accepts."}, "CFG-1"}
	duplicateClaimName = &problemKind{fact{"duplicate_claim_name", "Another mapping of this token has the same claim name."}, "CFG-2"}
	restrictedName     = &problemKind{fact{"restricted_claim", "The name belongs to the protocol or the provider and cannot be mapped."}, "CFG-3"}
	reservedName       = &problemKind{fact{"reserved_claim", "The name is scope, or a system claim of this tenant, and cannot be mapped."}, "CFG-4"}
	unknownMember      = &problemKind{fact{"unknown_member", "A mapping has a name, an expression and nothing else."}, "CFG-6"}
	emptyClaimName     = &problemKind{fact{"empty_claim_name", "A claim's name cannot be empty."}, "CFG-7"}
	claimNameTooLong   = &problemKind{fact{"claim_name_too_long", "A claim's name has at most 255 characters."}, "CFG-7"}
	mixedDialects      = &problemKind{fact{"mixed_dialects", "The access token has both custom_claim_mappings and claims_mapping; one of them has to go."}, "CFG-10"}
	invalidDomain      = &problemKind{fact{"invalid_domain", "A domain is a host name, such as login.example.com: no scheme, port, path, space or letter beyond ASCII, no dot at an end."}, "CFG-11"}
	tooManyDomains     = &problemKind{fact{"too_many_domains", "There are more custom domains than a config may have."}, "CFG-12"}
	expressionSyntax   = &problemKind{fact{"expression_syntax", "A segment is empty here, or a space, a control character or a final backslash stands here plainly."}, "CFG-9"}
	expressionOperator = &problemKind{fact{"expression_operator", "Expressions have no operators; a name with this character needs a backslash before it."}, "CFG-9"}
	expressionRoot     = &problemKind{fact{"expression_root", "An expression starts with anonymous_session or user and names a member of it."}, "CFG-9"}

	problemKinds = []*problemKind{
		tooLarge, jsonSyntax, tooDeep, wrongType, missingMember, unknownProtocol, tooManyClaims, duplicateMember,
		tooManyMappings, duplicateClaimName, restrictedName, reservedName, unknownMember, emptyClaimName,
		claimNameTooLong, mixedDialects, invalidDomain, tooManyDomains, expressionSyntax, expressionOperator, expressionRoot,
	}
)

// The kinds of warning; none of them fails an evaluation.
var (
	warnNamespace  = &problemKind{fact{"auth0_namespace", "The name is under one of the provider's own namespaces, so the claim will always be ignored."}, "RES-3"}
	warnPrivate    = &problemKind{fact{"private_claim", "The name has no namespace: others may mean something else by it, and tokens for the provider's own APIs leave it out."}, "RES-5"}
	warnRegistered = &problemKind{fact{"registered_claim", "The name is in the IANA registry of JWT claims, so others give it a meaning."}, "WARN"}
	warnNeedsScope = &problemKind{fact{"profile_claim_needs_scope", "The claim reaches a token only where its scope was granted."}, "RES-6"}
	warnUntrusted  = &problemKind{fact{"untrusted_source", "The name reads like authorization, but whoever the claim is about can write what it is mapped from."}, "WARN"}
	warnMember     = &problemKind{fact{"unread_member", "A member of this name is not read here."}, "WARN"}
	warnMappings   = &problemKind{fact{"unread_mappings", "This is a list of mappings where none is read. An application's are at /access_token/custom_claim_mappings and /id_token/custom_claim_mappings, an API's at /access_token/claims_mapping/custom_claims."}, "WARN"}
	warnAddon      = &problemKind{fact{"unread_saml_mappings", "The mappings of an add-on are not read. Those at /saml_configuration/mappings are: from an attribute's name to a path."}, "WARN"}
	warnPath       = &problemKind{fact{"saml_path", "A path leads from the user and has no root. This one begins with user, or looks like an attribute's name: the pair may be the wrong way round."}, "SAML"}
	warnOver4KB    = &problemKind{fact{"token_over_4kb", "The token's custom claims are over 4 KB as a JWT carries them, more than a browser keeps in a cookie."}, "SIZE"}
	warnOver8KB    = &problemKind{fact{"token_over_8kb", "The token's custom claims are over 8 KB as a JWT carries them, more than common proxies take in a header."}, "SIZE"}
	warnNoIDToken  = &problemKind{fact{"no_id_token", "No ID token is issued here: that takes a user and the scope openid."}, "WARN"}
	warnNotMapped  = &problemKind{fact{"saml_not_mapped", "The config has SAML mappings, and this transaction's protocol maps no attributes; samlp and wsfed do."}, "SAML"}
	warnForm       = &problemKind{fact{"session_form", "The session looks like something else than what it was read as, an anonymous session or a transaction."}, "WARN"}
	warnNoAudience = &problemKind{fact{"no_audience", "The audience is empty: the token is for no API in particular."}, "WARN"}

	warningKinds = []*problemKind{
		warnNamespace, warnPrivate, warnRegistered, warnNeedsScope, warnUntrusted, warnMember, warnMappings, warnAddon, warnPath,
		warnOver4KB, warnOver8KB, warnNoIDToken, warnNotMapped, warnForm, warnNoAudience,
	}
)

// The fixes that get a claim into its token.
var (
	fixNamespace  = &fact{"namespace_claim", "Put the name under an http(s) namespace of your own."}
	fixScope      = &fact{"grant_scope", "Request the scope and have it granted."}
	fixAudience   = &fact{"change_audience", "Request the token for an API of your own."}
	fixRename     = &fact{"rename_claim", "Give the claim another name."}
	fixUser       = &fact{"add_user", "Add a user to the session."}
	fixExpression = &fact{"change_expression", "Change the mapping's expression, or the attribute's path, to this one."}
	fixValue      = &fact{"set_value", "Give the claim a value at this place of the session."}

	fixes = []*fact{fixNamespace, fixScope, fixAudience, fixRename, fixUser, fixExpression, fixValue}
)

// A reason is why a candidate claim is ignored, the rule behind it and what gets
// the claim into the token.
type reason struct {
	fact
	rule string
	hint string
	fix  *fact
}

// The reasons, in the order in which they are judged (section 4).
var (
	reasonRestricted    = &reason{fact{"restricted_claim", "The name belongs to the protocol or the provider."}, "RES-1", "Give the claim another name, best under an http(s) namespace of your own.", fixRename}
	reasonReserved      = &reason{fact{"reserved_claim", "The name is scope or a system claim of the tenant."}, "RES-2", "Give the claim another name, best under an http(s) namespace of your own.", fixRename}
	reasonNamespace     = &reason{fact{"auth0_namespace", "The name is under one of the provider's own namespaces."}, "RES-3", "Put the name under an http(s) namespace of your own in place of the provider's.", fixRename}
	reasonNotNamespaced = &reason{fact{"not_namespaced", "The tenant is in legacy mode and the name has no http(s) namespace."}, "RES-4", "Put the name under an http(s) namespace of your own, or migrate the tenant from legacy mode.", fixNamespace}
	reasonAudience      = &reason{fact{"auth0_audience", "The name has no http(s) namespace and the token is for one of the provider's own APIs."}, "RES-5", "Request the token for an API of your own, or put the name under an http(s) namespace of your own.", fixAudience}
	reasonScope         = &reason{fact{"scope_not_granted", "The claim is a profile claim and the scope that it needs was not granted."}, "RES-6", "Request the scope that the claim needs and have it granted.", fixScope}
	reasonNoValue       = &reason{fact{"no_value", "The session has no value for the claim, or null."}, "VAL-1", "Give the session a value at the place where the path stopped, or correct the path.", fixValue}
	reasonOverridden    = &reason{fact{"overridden", "A later claim of the same name took its place."}, "OVR-1", "Give one of the two claims another name.", fixRename}

	reasons = []*reason{
		reasonRestricted, reasonReserved, reasonNamespace, reasonNotNamespaced,
		reasonAudience, reasonScope, reasonNoValue, reasonOverridden,
	}
)
