package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

func openPostgres(ctx context.Context, url string) (*Store, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("claimsmith: the database's URL: %w", err)
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = patience
	}
	// Save is written for this level, whatever an administrator has made the default:
	// at a stricter one even reads fail where others write.
	config.RuntimeParams["default_transaction_isolation"] = "read committed"
	if _, given := config.RuntimeParams["lock_timeout"]; !given {
		config.RuntimeParams["lock_timeout"] = strconv.FormatInt(patience.Milliseconds(), 10)
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(10)
	db.SetMaxIdleConns(10)
	db.SetConnMaxIdleTime(5 * time.Minute)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(failed(err), db.Close())
	}
	return &Store{
		dialect: dialect{
			name:      "postgres",
			parameter: "$",
			lock:      `SELECT pg_advisory_xact_lock(7164773419251984237)`, // any number that other programs will not choose
			migrated:  `SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('claimsmith_schema')`,
			listen:    func(ctx context.Context, news chan<- struct{}) { listen(ctx, config, news) },
		},
		read:  db,
		write: db,
		poll:  pollEvery,
	}, nil
}

// listen sends after every save, and after it has begun to listen: there may have
// been saves before. It connects again when the connection is lost.
func listen(ctx context.Context, config *pgx.ConnConfig, news chan<- struct{}) {
	for ctx.Err() == nil {
		listenOnce(ctx, config, news)
		select {
		case <-time.After(pollEvery):
		case <-ctx.Done():
		}
	}
}

func listenOnce(ctx context.Context, config *pgx.ConnConfig, news chan<- struct{}) {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		conn.Close(closing)
	}()
	if _, err := conn.Exec(ctx, `LISTEN claimsmith_saved`); err != nil {
		return
	}
	for {
		select {
		case news <- struct{}{}:
		default: // one is waiting already
		}
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return
		}
	}
}
