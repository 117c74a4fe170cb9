// Package diff compares two configs for every session and audience that there can be,
// and not for some recorded ones:
//
//	report, err := diff.Compare(ctx, engine, old, new)
//
// The report has a verdict on each claim of each token, on the order of claims, on
// failures and on what is reported beside the tokens. What differs comes with a
// witness: a session and an audience, the smallest of those tried, for which the engine
// has confirmed it.
//
// # Why this can be decided
//
// A mapping has no logic: its claim is left out, or it is the value of one path. What
// an evaluation does is the policy's (guest/POLICY.md, whose rules are named here).
// Below, X is one of the two configs, T a token, N a claim's name.
//
// Sources. For every session and audience that X evaluates, N in T is exactly one of:
// nothing; the value of the one path that X maps to N (CFG-2: a name is mapped once);
// what code set last under N and with a value (OVR-1); or the system claim's constant
// (section 6). Let the source of N be which of these it is, a path being known by its
// decoded steps. A path whose value is missing or null gives nothing (VAL-1) whatever
// else holds, so the source "path p" says that N is the value at p, if there is one.
//
// Cells. The source depends on nothing of a session and an audience but these:
//
//   - the form: a bare session; a transaction without a user, which has the system claim
//     if it has an anonymous session; any other transaction (section 7);
//   - for either config, whether the audience is one of its restricted APIs (RES-5);
//   - whether the one scope that N needs, if it is a profile claim, is granted (RES-6);
//   - whether code sets N in T, with a value.
//
// This is read off the restrictions one by one: RES-1 to RES-4 look at the name and
// at X, RES-5 at the name and the audience, RES-6 at the name and the scope, VAL-1 at
// the candidate's own value, OVR-1 at candidates of the same name; none looks at another
// claim. The exception of legacy mode, which shows a forbidden name in userinfo (LEG-4),
// looks at the name, X and the value. So there are finitely many cells, and each has one
// source of N with OLD and one with NEW.
//
// Audiences. Hosts of restricted APIs are the subdomains that every tenant shares, and
// the config's domain and custom domains (4.4). Of several audiences one is enough. So
// of the pairs (restricted with OLD, restricted with NEW) both and neither always exist,
// and the two others exist if, and only if, one config has a domain, not itself such a
// subdomain, that the other has not. One audience of each existing pair stands for all.
//
// Representatives. For each cell the engine evaluates one session with both configs: it
// has a value at every path that can be reached, no two of them equal, and code, where
// it sets claims, sets every name in question to another. There
//
//   - equal values mean equal sources, and with them equal claims in every session of
//     the cell;
//   - different values mean different sources, and with them a session in which the
//     claims differ, which is this one;
//   - no value means that none can be there: with another value missing or set nothing
//     else passes the restrictions.
//
// So "same" and "never" hold for every session, and what a cell's source is says the
// engine itself: no table and no rule of the policy is written again here. A path can
// be reached in a form if its value stands within the depth that IN-2 allows, and if
// its first step would not turn a bare session into a transaction.
//
// Names that no config maps and only code sets. Their gates depend on their properties
// alone: restricted or reserved, under an http(s) namespace, a URN, under a forbidden
// one, a profile claim of a scope, a system claim of either tenant (spelled as it is, or
// as only full case folding takes it to be, which may leave it without a namespace).
// One name for each combination stands for all.
//
// Attributes of SAML and WS-Fed. The value is that of one path into the user, in which
// app_metadata and user_metadata may have been set anew by code, and are replaced or,
// in legacy mode, merged (section 9). With equal paths and equal modes the value is
// equal. With equal paths and different modes it differs only below those two, and there
// it does: code sets an empty object, which takes everything away in one mode and nothing
// in the other. With different paths it differs where code sets nothing, as above. The
// three cells that this needs are evaluated.
//
// Order. A candidate that passes takes its place by its mapping (section 5); one that
// has no value takes none. So two claims that both configs map can swap their places
// only where both are there, and the representatives, which have all values, show it.
//
// Failures. IN-1, IN-2, IN-3 and IN-5 do not depend on the config, as both have no
// problems. IN-4 does: a config reads the members on its paths and all that is below
// their ends, the SAML paths only with such a protocol. A path of one config is read
// by the other one altogether if that has a path to the same place or above it;
// if not, a member that occurs twice below it, or on it, is tried. Sizes: two payloads
// differ in size where their claims do; for each token with such a claim a value is
// computed with which one config alone fails, and confirmed. Where claims are the same,
// so are sizes.
//
// What is reported beside tokens: which claims were ignored for which reason, legacy
// mode's log, and whether there is an ID token at all. If the tokens are the same, whole
// outcomes are compared for every cell, with no value, with all, and with each path's
// alone: the reason of each candidate depends on the cell and on whether it has a value.
//
// # What it does not say
//
// How often something happens: package replay counts that in recorded sessions. And two
// different paths may well have equal values in all real sessions: "depends on the
// session" says that they need not.
package diff
