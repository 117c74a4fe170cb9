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
		Session:   []byte(`{"metadata": {"country": "Spain"}}`),
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

	// What the page begins with. It has an example of its own for what is not given.
	response, err := http.Get(server.URL + "/preview/start.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(text), err)
	// Output: 200 OK {"config":"{\"access_token\": {\"custom_claim_mappings\": []}}","session":"{\"metadata\": {\"country\": \"Spain\"}}","audience":["https://api.example.com"]} <nil>
}
