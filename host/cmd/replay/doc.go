// Package replay evaluates recorded sessions with two configs and reports what the
// second changes: which claims appear, disappear or have other values, which
// failures and sizes are new, and why: which change of the configs did it, which reason
// of the policy keeps a claim out, and where its path stopped. What holds for every
// session, and not only for the recorded ones, package diff says.
//
//	replayer, err := replay.New(ctx, engine, replay.Options{Before: before, After: after})
//	if err != nil {
//		return err
//	}
//	files, err := replay.Files([]string{"sessions/"})
//	if err != nil {
//		return err
//	}
//	found, err := replay.Run(ctx, replayer, files, replay.RunOptions{})
//	if err != nil {
//		return err
//	}
//	report := replayer.Report(found)
//	os.Stdout.Write(report.JSON())
//	return report.Incomplete(replay.OnlyWhole) // if half of a file was read
//
// The records are lines of JSON (NDJSON), each a session or an object of a session
// and an audience. Every worker adds to an [Accumulator] of its own; accumulators
// merge in any order to the same bytes, so a report depends neither on the order of
// the records nor on how the work is divided, over cores or over machines.
//
// Memory does not grow with the input, whatever is in it, but for what zstd asks for:
// up to 128 MiB for each such file that is read at once.
package replay
