package model

import "testing"

func TestSuggestions(t *testing.T) {
	for _, c := range []struct{ written, expression, path string }{
		// The policy's examples.
		{`user.roles[0]`, `user.roles.0`, `roles.0`},
		{`user?.roles?.[0]`, `user.roles.0`, `roles.0`},
		{`$['user']['email']`, `user.email`, `email`},
		{`{{ user.email }}`, `user.email`, `email`},
		{`/user/email`, `user.email`, `email`},
		{`$.event.user.email`, `user.email`, `email`},
		{`Session.metadata.x`, `anonymous_session.metadata.x`, `Session.metadata.x`},
		{`metadata/x`, `anonymous_session.metadata.x`, `metadata.x`},
		{`user_id`, ``, `user_id`},
		{`event.session.id`, ``, `session.id`},
		{`user.roles[01]`, ``, ``},
		{`${{ user.email }}`, ``, ``},
		{`user.a || user.b`, ``, ``},
		// (a), (b)
		{"\r\n\tuser.a ", `user.a`, `a`}, {"\u00a0user.a", ``, "\u00a0user.a"}, {"user.a\f", ``, ``}, {``, ``, ``}, {` `, ``, ``},
		{"${\tuser.a\n}", `user.a`, `a`}, {` {{user.a}} `, `user.a`, `a`}, {`{{user.a}`, ``, ``}, {`{user.a}`, ``, ``}, {`${user.a`, ``, ``},
		{`{{{{user.a}}}}`, ``, ``}, {`{{}}`, ``, ``}, {`${}`, ``, ``}, {`{{${user.a}}}`, ``, ``}, {`{{ user.a\.b }}`, `user.a\.b`, `a\.b`},
		{`{{ user.a\ }}`, ``, ``},
		// (c), (d)
		{`user?.a`, `user.a`, `a`}, {`user?a`, ``, ``}, {`user??.a`, ``, ``}, {`user?.a\.b`, ``, ``},
		{`user.["a"]`, `user.a`, `a`}, {`user..["a"]`, ``, ``}, {`user[""]`, ``, ``}, {`user["a"].["b"][10]`, `user.a.b.10`, `a.b.10`},
		{`user["a.b c\"]`, ``, ``}, {"user['a.\"b [0]\n']", "user.a\\.\\\"b\\ \\[0\\]\\\n", "a\\.\\\"b\\ \\[0\\]\\\n"},
		{`user["a'b]"]`, `user.a\'b\]`, `a\'b\]`}, {`user["a"b"]`, ``, ``}, {`user['a"]`, ``, ``}, {`user[*]`, ``, ``}, {`user[-1]`, ``, ``},
		{`user[100]`, `user.100`, `100`}, {`user[٣]`, ``, ``}, {`["user"]["a"]`, `user.a`, `a`}, {`[0]`, ``, `0`}, {`user[0`, ``, ``}, {`user[0]a`, `user.0a`, `0a`},
		{`user.a?.["?.b"]`, `user.a.\.b`, `a.\.b`}, {`user["a\.b"]`, ``, ``}, {`user["a"]["b c"]`, `user.a.b\ c`, `a.b\ c`},
		// (e), (f)
		{`user/a/b/`, ``, ``}, {`user/a/b`, `user.a.b`, `a.b`}, {`//user/a`, ``, ``}, {`user.x/`, `user.x/`, `x/`}, {`USER/a`, `user.a`, `USER.a`},
		{`user/a[0]`, ``, `user/a.0`}, {`/\user/a`, ``, `/\user/a`}, {`..user.a`, ``, ``}, {`.user.a\.b`, ``, ``}, {`.user.a.`, ``, ``},
		{`.metadata["a b"]`, `anonymous_session.metadata.a\ b`, `metadata.a\ b`},
		// (g)
		{`$.$.user.a`, ``, `$.user.a`}, {`$.event.context.this.user.a`, `user.a`, `a`}, {`this.event.user.a`, ``, `event.user.a`},
		{`event.event.user.a`, ``, `event.user.a`}, {`Event.user.a`, ``, `Event.user.a`}, {`$user.a`, ``, `$user.a`}, {`$.user.a\.b`, `user.a\.b`, `a\.b`},
		{`event.`, ``, ``}, {`$.`, ``, ``}, {`$.email`, `user.email`, `email`}, {`user.user.a[0]`, `user.user.a.0`, `user.a.0`}, {`user.user.`, ``, ``},
		// (h)
		{`User.a`, `user.a`, `User.a`}, {`u\ser.a`, ``, `u\ser.a`}, {`USER`, ``, `USER`}, {`user`, ``, `user`}, {`User.`, ``, ``},
		{`Anonymous_Session.a`, `anonymous_session.a`, `Anonymous_Session.a`}, {`anonymouSSession.user_id`, `anonymous_session.user_id`, `anonymouSSession.user_id`},
		{"u\u017Fer.a", ``, "u\u017Fer.a"}, {`session`, ``, `session`}, {`session.metadata`, `anonymous_session.metadata`, `session.metadata`},
		{`session.Metadata`, ``, `session.Metadata`}, {`session.metadata2`, ``, `session.metadata2`}, {`session.m\etadata`, ``, `session.m\etadata`},
		{`SESSION.created_at`, `anonymous_session.created_at`, `SESSION.created_at`}, {`session.expires_at.x`, `anonymous_session.expires_at.x`, `session.expires_at.x`},
		{`session.session_id`, `anonymous_session.session_id`, `session.session_id`},
		{`metadata`, `anonymous_session.metadata`, `metadata`}, {`Metadata.x`, ``, `Metadata.x`}, {`expires_at`, `anonymous_session.expires_at`, `expires_at`},
		{`session_id`, `anonymous_session.session_id`, `session_id`}, {`created_at`, ``, `created_at`}, {`metadata\.x`, ``, `metadata\.x`},
		{`app_metadata[0]`, `user.app_metadata.0`, `app_metadata.0`}, {`user_metadata.a`, `user.user_metadata.a`, `user_metadata.a`},
		{`nickname`, `user.nickname`, `nickname`}, {`identities[0].x`, `user.identities.0.x`, `identities.0.x`}, {`name`, `user.name`, `name`}, {`names`, ``, `names`},
		// Logic, anywhere.
		{`user["a,b"]`, ``, ``}, {`user.a;`, ``, ``}, {`event.user.a+b`, ``, ``}, {`User.a\(`, ``, ``}, {`User.f)`, ``, ``}, {`User.a&&b`, ``, ``},
		{`User.a??b`, ``, ``}, {`User.a&b`, `user.a&b`, `User.a&b`}, {`User.a-b`, `user.a-b`, `User.a-b`}, {`User.a|b`, ``, ``}, {`User.a|\|b`, ``, ``},
	} {
		if got := suggestExpression(c.written); got != c.expression {
			t.Errorf("%q: %q, want %q", c.written, got, c.expression)
		}
		if got := suggestPath(c.written); got != c.path {
			t.Errorf("path %q: %q, want %q", c.written, got, c.path)
		}
	}
}

// A suggestion stands in a failure after the claim, and only where it is a problem of
// an expression.
func TestSuggestionsInFailures(t *testing.T) {
	const config = `{"id_token":{"custom_claim_mappings":[{"name":"a","expression":"user.roles[0]"},{"name":"iss","expression":"\u0055ser.\"\u0000"},` +
		`{"name":"b","expression":"USER.\\u00e9"},{"name":"c","expression":1}]},"saml_configuration":{"mappings":{"a":"user.a[\"\u00e9/\"]","b":"user.b","c":"*"}}}`
	got, _ := Evaluate([]byte(config), nil, nil)
	const want = `{"error":{"code":"invalid_config","problems":[` +
		`{"code":"expression_operator","path":"/id_token/custom_claim_mappings/0/expression","offset":74,"claim":"a","suggestion":"user.roles.0"},` +
		`{"code":"restricted_claim","path":"/id_token/custom_claim_mappings/1/name","offset":88,"claim":"iss"},` +
		`{"code":"expression_operator","path":"/id_token/custom_claim_mappings/1/expression","offset":118,"claim":"iss"},` +
		`{"code":"expression_root","path":"/id_token/custom_claim_mappings/2/expression","offset":154,"claim":"b","suggestion":"user.\\u00e9"},` +
		`{"code":"wrong_type","path":"/id_token/custom_claim_mappings/3/expression","offset":195,"claim":"c"},` +
		`{"code":"expression_operator","path":"/saml_configuration/mappings/a","offset":245,"suggestion":"a.é/"},` +
		`{"code":"expression_operator","path":"/saml_configuration/mappings/c","offset":278}]}}`
	if string(got) != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
