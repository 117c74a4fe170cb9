package store_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/claimsmith/claimsmith/host/cmd/server/store"
)

func Example() {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	documents, err := store.Open(ctx, filepath.Join(folder, "claimsmith.db"))
	if err != nil {
		log.Fatal(err)
	}
	defer documents.Close()

	saved, err := documents.Save(ctx, 0, store.Version{
		Kind: store.Client, ID: "shop", By: "deploy", Text: []byte(`{"client_id":"shop"}`),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(saved.Sequence, saved.Number, string(saved.Text))

	_, err = documents.Save(ctx, 0, store.Version{Kind: store.Client, ID: "other"})
	fmt.Println(errors.Is(err, store.ErrBehind))
	// Output:
	// 1 1 {"client_id":"shop"}
	// true
}
