package beam

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/container/tools"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/util/grpcx"

	"github.com/claimsmith/claimsmith/host/internal/display"
)

var provisionEndpoint = flag.String("provision_endpoint", "", "where a runner tells a worker process what it is to do (set by runners)")

// Init is beam.Init for programs that runners start as worker processes (the PROCESS
// environment) as they are, without Beam's boot program: started like that, it
// becomes a worker and does not return. Call it after flag.Parse.
func Init() {
	if *provisionEndpoint != "" {
		if err := becomeWorker(context.Background()); err != nil {
			fmt.Fprintf(os.Stderr, "claimsmith: %s\n", display.Lines(err.Error()))
			os.Exit(1)
		}
	}
	beam.Init()
}

// becomeWorker sets what Beam's own flags say of a worker. There is nothing to fetch:
// this program is the one that was staged.
func becomeWorker(ctx context.Context) error {
	id := strings.Trim(flag.Lookup("id").Value.String(), "'") // Prism quotes it
	info, err := tools.ProvisionInfo(grpcx.WriteWorkerID(ctx, id), *provisionEndpoint)
	if err != nil {
		return err
	}
	options, err := tools.ProtoToJSON(info.GetPipelineOptions())
	if err != nil {
		return err
	}
	for name, value := range map[string]string{
		"worker":           "true",
		"id":               id,
		"options":          options,
		"logging_endpoint": info.GetLoggingEndpoint().GetUrl(),
		"control_endpoint": info.GetControlEndpoint().GetUrl(),
	} {
		if value == "" {
			continue // the runner has said it on the command line
		}
		if err := flag.Set(name, value); err != nil {
			return fmt.Errorf("--%s: %w", name, err)
		}
	}
	for name, value := range map[string]string{
		"STATUS_ENDPOINT":     info.GetStatusEndpoint().GetUrl(),
		"RUNNER_CAPABILITIES": strings.Join(info.GetRunnerCapabilities(), " "),
	} {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}
