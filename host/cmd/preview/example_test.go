package preview_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/claimsmith/claimsmith/host/cmd/preview"
)

func ExampleHandler() {
	page, err := preview.Handler(preview.Options{
		Config:    []byte(`{"access_token": {"custom_claim_mappings": []}}`),
		Audiences: []string{"https://api.example.com"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	mux.Handle("/preview/", http.StripPrefix("/preview", page))
	server := httptest.NewServer(mux)
	defer server.Close()

	// What the page begins with. It has an example of its own for the session.
	response, err := http.Get(server.URL + "/preview/start.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(text), err)
	// Output: 200 OK {"config":"{\"access_token\": {\"custom_claim_mappings\": []}}","audience":["https://api.example.com"]} <nil>
}
