// Package preview serves the preview page: people edit a config, a session and
// audiences in their browser and see at once which claims go into the tokens, with a
// reason for each that does not. The page evaluates by itself, with the policy module
// that this server gives it; nothing that is typed there comes back. Only where
// Options.Server says that there is a Management API beside it, people can save there.
//
//	page, err := preview.Handler(preview.Options{Config: config, Session: session})
//	if err != nil {
//		return err
//	}
//	mux.Handle("/preview/", http.StripPrefix("/preview", page))
//
// The page's URLs are relative, so it works at any path that ends in a slash.
// Everything is in the program: no file is read, and no other server is asked.
package preview
