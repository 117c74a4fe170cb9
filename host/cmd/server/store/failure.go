package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite" // the driver "sqlite", and its errors
)

// A Failure is why a database does not do what it was asked for, where that is one of
// the reasons that an operator can do something about.
type Failure string

// The failures. An error that is none of them has "".
const (
	Full        Failure = "full"        // there is no room left on its disk
	Busy        Failure = "busy"        // others hold its lock, or all that it has to give
	ReadOnly    Failure = "read_only"   // it can be read, and not written to
	Corrupt     Failure = "corrupt"     // what it has stored cannot be read
	Unreachable Failure = "unreachable" // it does not answer
)

// A DatabaseError is an error of the database. After one of a call that writes, what
// was to be written is not there, unless the Failure is Unreachable or "": then it may
// be.
type DatabaseError struct {
	Failure Failure
	Err     error // as the database's driver has it
}

func (e *DatabaseError) Error() string {
	says := map[Failure]string{
		Full:        " has no room left",
		Busy:        " is locked by others",
		ReadOnly:    " cannot be written to",
		Corrupt:     " is damaged",
		Unreachable: " cannot be reached",
	}
	return "claimsmith: the database" + says[e.Failure] + ": " + e.Err.Error()
}

func (e *DatabaseError) Unwrap() error { return e.Err }

func failed(err error) error { return &DatabaseError{failureOf(err), err} }

// failureOf is the failure that a driver's error tells of.
func failureOf(err error) Failure {
	var ofSQLite *sqlite.Error
	var ofPostgres *pgconn.PgError
	var connecting *pgconn.ConnectError
	var network *net.OpError
	switch {
	case errors.As(err, &ofSQLite):
		return sqliteFailure(ofSQLite.Code())
	case errors.As(err, &ofPostgres):
		return postgresFailure(ofPostgres.Code)
	case errors.As(err, &connecting):
		return Unreachable
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return "" // the caller's, whatever it did to the connection
	case errors.As(err, &network), errors.Is(err, driver.ErrBadConn),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return Unreachable
	}
	return ""
}

// SQLite's result codes that mean something here (https://sqlite.org/rescode.html).
const (
	sqlitePerm       = 3
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteReadOnly   = 8
	sqliteIOErr      = 10
	sqliteCorrupt    = 11
	sqliteFull       = 13
	sqliteCantOpen   = 14
	sqliteProtocol   = 15
	sqliteNotADB     = 26
	sqliteIOErrShmSz = sqliteIOErr | 19<<8 // the file beside the database that is shared cannot grow
)

// sqliteCode is the primary result code of an error, 0 if it is none of SQLite's.
func sqliteCode(err error) int {
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		return failure.Code() & 0xFF
	}
	return 0
}

func sqliteFailure(code int) Failure {
	if code == sqliteIOErrShmSz {
		return Full
	}
	switch code & 0xFF {
	case sqliteFull:
		return Full
	case sqliteBusy, sqliteLocked, sqliteProtocol:
		return Busy
	case sqliteReadOnly:
		return ReadOnly
	case sqliteCorrupt, sqliteNotADB:
		return Corrupt
	case sqliteIOErr, sqliteCantOpen, sqlitePerm:
		return Unreachable
	}
	return ""
}

// postgresFailure judges an SQLSTATE (PostgreSQL's documentation, appendix A).
func postgresFailure(state string) Failure {
	switch state {
	case "53100": // disk_full
		return Full
	case "25006": // read_only_sql_transaction
		return ReadOnly
	case "55P03", "55006", "40001", "40P01": // of locks, serialization and deadlocks
		return Busy
	case "57014": // query_canceled, by the server's own time limits
		return Busy
	case "57P01", "57P02", "57P03", "57P05": // it stops, starts or ends idle sessions
		return Unreachable
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return Corrupt
	}
	for class, failure := range map[string]Failure{
		"53": Busy,        // too many connections, no memory
		"08": Unreachable, // of connections
		"28": Unreachable, // the login is refused
		"3D": Unreachable, // there is no such database
		"58": Unreachable, // of the system, input and output say
	} {
		if strings.HasPrefix(state, class) {
			return failure
		}
	}
	return ""
}
