// Package beam is a replay (package replay) as an Apache Beam pipeline, for records
// that are more than one machine should read.
//
//	flag.Parse()
//	claimsmith.Init()
//	pipeline, scope := beam.NewPipelineWithRoot()
//	options := claimsmith.Options{
//		Options: replay.Options{Before: before, After: after},
//		Inputs:  []string{"s3://sessions/2026-*/*.ndjson.gz"},
//	}
//	found := claimsmith.Replay(scope, options)
//	claimsmith.Write(scope, "s3://reports/change.json", replay.OnlyWhole, options, found)
//	err := beamx.Run(ctx, pipeline)
//
// The report is the one that claimsmith replay writes, byte for byte, whatever the
// runner and however it divides the work. A bundle that a runner repeats counts
// once: what a bundle finds leaves it at its end, as an element, and what a worker
// keeps between bundles is the engine alone. Which records are an element depends on
// the files alone, so that work that is repeated in part fits what is left of the
// first time.
package beam
