package host_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/claimsmith/claimsmith/guest/engine"
	"github.com/claimsmith/claimsmith/host"
)

// A task is a call's inputs and the text that must come back.
type task struct {
	config, session, audience []byte
	want                      string
	ok                        bool
}

// tasks are calls with three configs and sessions of their own, some of them
// failures. What they give is the native engine's word.
func tasks() []task {
	configs := []string{
		shopConfig,
		samlConfig,
		`{"access_token":{"claims_mapping":{"custom_claims":[{"name":"urn:shop:a","expression":"user.a.0"}]}}}`,
	}
	native := engine.New()
	var all []task
	for i := range 60 {
		session := fmt.Sprintf(`{"user":{"a":[%d],"app_metadata":{"a":"%d"}},"protocol":"samlp"}`, i, i)
		switch i % 4 {
		case 1:
			session = fmt.Sprintf(`{"metadata":{"big":%d,"text":[%d,%d]}}`, i, i, i)
		case 2:
			session = fmt.Sprintf(`{"metadata":{"big":%d,"big":1}}`, i)
		}
		for _, config := range configs {
			text, ok := native.Evaluate(config, session, shopAudience)
			all = append(all, task{[]byte(config), []byte(session), []byte(shopAudience), string(text), ok})
		}
	}
	return all
}

// check says what is wrong with what came back.
func (task task) check(outcome host.Outcome, err error) error {
	got := string(outcome.JSON)
	var failed *host.PolicyError
	if errors.As(err, &failed) {
		got, err = string(failed.JSON), nil
	}
	if err != nil {
		return err
	}
	if got != task.want || (failed == nil) != task.ok {
		return fmt.Errorf("config %s, session %s: %s, not %s", task.config, task.session, got, task.want)
	}
	return nil
}

// Many goroutines share few instances, and each gets what is its own.
func TestHammer(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		const goroutines = 8
		rounds := 5
		if testing.Short() {
			rounds = 1
		}
		ctx := context.Background()
		e := newEngine(t, slices.Concat(run, []host.Option{host.WithInstances(2)})...)
		all := tasks()
		description, err := e.Describe(ctx)
		if err != nil {
			t.Fatal(err)
		}
		explanation, err := e.Explain(ctx, []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
		if err != nil {
			t.Fatal(err)
		}
		var working, disturbing sync.WaitGroup
		stop := make(chan struct{})
		disturb := func(f func() error) {
			disturbing.Go(func() {
				for {
					if err := f(); err != nil {
						t.Error(err)
						return
					}
					select {
					case <-stop:
						return
					default:
					}
				}
			})
		}
		for g := range goroutines {
			working.Go(func() {
				for i := range rounds * len(all) {
					task := all[(i*7+g*31)%len(all)]
					if err := task.check(e.Evaluate(ctx, task.config, task.session, task.audience)); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		for range 2 {
			disturb(func() error {
				cancelled, cancel := context.WithCancel(ctx)
				go cancel()
				err := all[0].check(e.Evaluate(cancelled, all[0].config, all[0].session, all[0].audience))
				if errors.Is(err, context.Canceled) {
					return nil
				}
				return err
			})
		}
		disturb(func() error {
			text, err := e.Describe(ctx)
			if err != nil || string(text) != string(description) {
				return fmt.Errorf("describe gives %s, %w", text, err)
			}
			got, err := e.Explain(ctx, []byte(shopConfig), []byte(shopSession), []byte(shopAudience))
			if err != nil || string(got.JSON) != string(explanation.JSON) {
				return fmt.Errorf("explain gives %s, %w", got.JSON, err)
			}
			return nil
		})
		working.Wait()
		close(stop)
		disturbing.Wait()
	})
}

// Close meets calls at every stage: each one is right or comes too late.
func TestHammerClose(t *testing.T) {
	bothWays(t, func(t *testing.T, run []host.Option) {
		ctx := context.Background()
		all := tasks()
		for range 3 {
			e, err := host.New(ctx, slices.Concat(run, []host.Option{host.WithInstances(2)})...)
			if err != nil {
				t.Fatal(err)
			}
			var working sync.WaitGroup
			under := make(chan struct{}, 8)
			for g := range 8 {
				working.Go(func() {
					for i := 0; ; i++ {
						task := all[(i+g)%len(all)]
						err := task.check(e.Evaluate(ctx, task.config, task.session, task.audience))
						if errors.Is(err, host.ErrClosed) {
							return
						}
						if err != nil {
							t.Error(err)
							return
						}
						if i == 10 {
							under <- struct{}{}
						}
					}
				})
			}
			<-under
			var closing sync.WaitGroup
			for range 2 {
				closing.Go(func() {
					if err := e.Close(ctx); err != nil {
						t.Error(err)
					}
				})
			}
			closing.Wait()
			working.Wait()
		}
	})
}
