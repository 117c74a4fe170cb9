package replay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"github.com/claimsmith/claimsmith/abi/translated"
	"github.com/claimsmith/claimsmith/host"
	"github.com/claimsmith/claimsmith/host/cmd/replay"
	"github.com/claimsmith/claimsmith/host/cmd/replay/replaytest"
)

// benchConfig maps four values of the anonymous session.
const benchConfig = `{"access_token":{"custom_claim_mappings":[` +
	`{"name":"country","expression":"anonymous_session.metadata.country"},` +
	`{"name":"https://shop.example/cart","expression":"anonymous_session.metadata.cart_id"},` +
	`{"name":"language","expression":"anonymous_session.metadata.language"},` +
	`{"name":"session","expression":"anonymous_session.session_id"}]}}`

// BenchmarkReplay replays records in memory, both configs evaluated and compared,
// and does the mapping of one config natively over the same lines with as many
// workers: with gjson, which looks values up and checks nothing, and with gjson after
// it has checked that the record is JSON. The metrics are medians of rounds in which
// all take turns: records in a second, the time as a ratio to each baseline's, and by
// how much all cores are faster than one, beside the same of a baseline: where others
// use the machine too, neither gains what it could.
func BenchmarkReplay(b *testing.B) {
	const records = 50_000
	var ndjson bytes.Buffer
	for text := range replaytest.Realistic(1, records) {
		ndjson.Write(text)
		ndjson.WriteByte('\n')
	}
	engine, err := host.New(context.Background(), host.WithTranslated(translated.Module())) // as the command does
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = engine.Close(context.Background()) }()
	for _, c := range []struct{ name, after string }{
		{"unchanged", strings.Replace(benchConfig, "{", `{"tenant":{},`, 1)},
		{"a-rare-claim-changes", strings.Replace(benchConfig, "metadata.cart_id", "metadata.cart.id", 1)},
		{"every-token-changes", strings.Replace(benchConfig, `"session"`, `"session_id"`, 1)},
	} {
		b.Run(c.name, func(b *testing.B) {
			r, err := replay.New(context.Background(), engine, replay.Options{Before: []byte(benchConfig), After: []byte(c.after)})
			if err != nil {
				b.Fatal(err)
			}
			// took is how long a way takes for all records.
			took := func(way func() (int64, error)) float64 {
				start := time.Now()
				n, err := way()
				if err != nil || n != records {
					b.Fatalf("%d records, %v", n, err)
				}
				return time.Since(start).Seconds()
			}
			replayed := func(workers int) func() (int64, error) {
				return func() (int64, error) {
					found, err := replay.Run(context.Background(), r, []string{"-"}, replay.RunOptions{Stdin: bytes.NewReader(ndjson.Bytes()), Workers: workers})
					return found.Report().Records.Evaluated, err
				}
			}
			cores := runtime.GOMAXPROCS(0)
			var speed, toGJSON, toValid, scaling, nativeScaling []float64
			for b.Loop() {
				all := took(replayed(cores))
				speed = append(speed, records/all)
				toGJSON = append(toGJSON, all/took(func() (int64, error) { return native(ndjson.Bytes(), cores, false) }))
				valid := took(func() (int64, error) { return native(ndjson.Bytes(), cores, true) })
				toValid = append(toValid, all/valid)
				nativeScaling = append(nativeScaling, took(func() (int64, error) { return native(ndjson.Bytes(), 1, true) })/valid)
				scaling = append(scaling, took(replayed(1))/all)
			}
			b.SetBytes(int64(ndjson.Len()))
			b.ReportMetric(0, "ns/op") // of all the ways together, which says nothing
			b.ReportMetric(median(speed), "records/s")
			b.ReportMetric(median(toGJSON), "x-gjson")
			b.ReportMetric(median(toValid), "x-gjson-valid")
			b.ReportMetric(median(scaling), fmt.Sprintf("x-on-%d-cores", cores))
			b.ReportMetric(median(nativeScaling), fmt.Sprintf("native-x-on-%d-cores", cores))
		})
	}
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// native maps each record with gjson, as one would by hand, and counts the records.
func native(ndjson []byte, workers int, valid bool) (records int64, err error) {
	const part = 256 << 10
	parts := make(chan []byte, workers)
	var working sync.WaitGroup
	var adding sync.Mutex
	for range workers {
		working.Go(func() {
			n := int64(0)
			for lines := range parts {
				for line := range bytes.SplitSeq(lines, []byte{'\n'}) {
					if len(line) > 0 && (!valid || gjson.ValidBytes(line)) && mapped(string(line)) != "" {
						n++
					}
				}
			}
			adding.Lock()
			defer adding.Unlock()
			records += n
		})
	}
	in := bytes.NewReader(ndjson)
	var rest []byte
	for {
		buffer := make([]byte, part)
		n, err := io.ReadFull(in, buffer[copy(buffer, rest):])
		filled := buffer[:len(rest)+n]
		whole := bytes.LastIndexByte(filled, '\n') + 1
		parts <- filled[:whole]
		rest = filled[whole:]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
	}
	close(parts)
	working.Wait()
	return records, nil
}

var nativeNames = []string{`"country":`, `"https://shop.example/cart":`, `"language":`, `"session":`}
var nativePaths = [2][]string{
	{"metadata.country", "metadata.cart_id", "metadata.language", "session_id"},
	{"anonymous_session.metadata.country", "anonymous_session.metadata.cart_id", "anonymous_session.metadata.language", "anonymous_session.session_id"},
}

// mapped are the claims of a record.
func mapped(record string) string {
	if session := gjson.Get(record, "session"); session.IsObject() {
		record = session.Raw
	}
	paths := nativePaths[0]
	if !strings.HasPrefix(record, `{"session_id"`) {
		paths = nativePaths[1]
	}
	var room [512]byte
	claims := append(room[:0], '{')
	for i, path := range paths {
		value := gjson.Get(record, path)
		if value.Type == gjson.Null {
			continue
		}
		if len(claims) > 1 {
			claims = append(claims, ',')
		}
		claims = append(append(claims, nativeNames[i]...), value.Raw...)
	}
	return string(append(claims, '}'))
}
