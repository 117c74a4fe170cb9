package beam

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/fsouza/fake-gcs-server/fakestorage"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// The same bucket in S3 and in GCS, or what stands for them on this machine.
func startS3(t *testing.T) {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("sessions"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": server.URL, "AWS_REGION": "eu-central-1",
		"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
		"AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
	} {
		t.Setenv(name, value)
	}
}

func startGCS(t *testing.T) {
	t.Helper()
	// It wants to know its address before it has one.
	var handler http.Handler
	listening := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(listening.Close)
	address := strings.TrimPrefix(listening.URL, "http://")
	server, err := fakestorage.NewServerWithOptions(fakestorage.Options{NoListener: true, Scheme: "http", PublicHost: address})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	handler = server.HTTPHandler()
	server.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: "sessions"})
	t.Setenv("STORAGE_EMULATOR_HOST", address)
}

func put(ctx context.Context, t *testing.T, name string, text []byte) {
	t.Helper()
	system, err := filesystem.New(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = system.Close() }()
	out, err := system.OpenWrite(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// Reports from records that are in a bucket, and written to it, are the command's
// but for the files' names.
func TestRemote(t *testing.T) {
	folder := recorded(t)
	for scheme, start := range map[string]func(*testing.T){"s3": startS3, "gs": startGCS} {
		t.Run(scheme, func(t *testing.T) {
			start(t)
			ctx := within(t, time.Minute)
			entries, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			base := scheme + "://sessions/2026/"
			for _, entry := range entries {
				text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
				if err != nil {
					t.Fatal(err)
				}
				put(ctx, t, base+entry.Name(), text)
			}
			report := scheme + "://sessions/reports/change.json"
			o := Options{Options: compare(t), Inputs: []string{base + "*.ndjson", base + "*.ndjson*"}, Part: 20_000, Batch: 30_000}
			if err := runTo(t, o, report, allowed); err != nil {
				t.Fatal(err)
			}
			in, err := open(ctx, report)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = in.Close() }()
			got, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			want := bytes.ReplaceAll(runLocally(t, o.Options, folder), []byte(folder+"/"), []byte(base))
			same(t, got, want)
		})
	}
}
