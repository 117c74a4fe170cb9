package host

import (
	"context"
	"testing"
)

// BenchmarkInstantiate times what a call pays that finds no idle instance, and
// reports the memory that an idle instance holds.
func BenchmarkInstantiate(b *testing.B) {
	ctx := context.Background()
	e := newEngine(b)
	var memory uint32
	for b.Loop() {
		in, err := e.instantiate(ctx)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		memory = in.memory.Size()
		if err := in.module.Close(ctx); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(memory)/1024, "KiB/instance")
}
