// Command claimsmith decides, explains and tests which custom claims go into a
// token.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/claimsmith/claimsmith/host"
)

func main() {
	ctx := context.Background()
	e, err := host.New(ctx)
	if err != nil {
		panic(err)
	}
	c, _ := os.ReadFile(os.Args[1])
	s, _ := os.ReadFile(os.Args[2])
	o, err := e.Evaluate(ctx, c, s, []byte(`"`+os.Args[3]+`"`))
	fmt.Println(string(o.JSON), err)
}
