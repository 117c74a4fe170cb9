package engine

import "testing"

func TestSuggestions(t *testing.T) {
	for text, want := range map[string]string{
		"user.roles[0]": "user.roles.0", "user?.roles?.[0]": "user.roles.0", "$['user']['email']": "user.email",
		"{{ user.email }}": "user.email", "/user/email": "user.email", "$.event.user.email": "user.email",
		"Session.metadata.x": "anonymous_session.metadata.x", "metadata/x": "anonymous_session.metadata.x",
		"user_id": "", "event.session.id": "", "user.roles[01]": "", "${{ user.email }}": "", "user.a || user.b": "",
		"${user.email}": "user.email", " user.email\n": "user.email", `user["a.b"]`: `user.a\.b`, `user.["a"]`: "user.a",
		`["user"]["a b"][0]`: `user.a\ b.0`, "USER.email": "user.email", "email": "user.email", "metadata": "anonymous_session.metadata",
		"anonymousSession.session_id": "anonymous_session.session_id", "session": "", "session.metadata": "anonymous_session.metadata",
		`user\.x/y`: "", "this.user.x": "user.x", "context.event.user.x": "", "user.a[0][1]": "user.a.0.1", "user.a['b\"]": "", "": "", "user.x, y": "",
		`user["it's"]`: `user.it\'s`, "user.x[]": "", "user.é[0]": "user.é.0", "app_metadata.plan": "user.app_metadata.plan",
	} {
		if got := suggest(text, false); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"user.email[0]": "email.0", "app_metadata[\"a\"]": "app_metadata.a", "event.user.x y": "", "$.user.a[0]": "a.0"} {
		if got := suggest(text, true); got != want {
			t.Errorf("SAML %q: %q, want %q", text, got, want)
		}
	}
}
