package limit

import (
	"bytes"
	"container/list"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// Bodies reads the bodies of requests before anything else is done for them, so that
// whoever sends one slowly holds up nobody. All that are being read share some memory.
// When it is not enough the one that began first gives way: those that come at an
// ordinary speed are over long before it is their turn.
type Bodies struct {
	each, together int64
	time           time.Duration

	mu      sync.Mutex
	held    int64     // bytes, of those in the list
	reading list.List // of *reading, the one that began first in front
}

// firstBytes is what a body holds from the beginning, however small it is: its
// connection needs as much.
const firstBytes = 4 << 10

var past = time.Unix(1, 0)

// NewBodies bounds each body, in bytes, and all that are being read at once, which are
// twice as many at least; and the time from a request's beginning until its body is
// there.
func NewBodies(each, together int64, time time.Duration) *Bodies {
	return &Bodies{each: each, together: max(together, 2*max(each, firstBytes)), time: time}
}

// Limit refuses requests whose body is too large with 413, whose body takes too long
// with 408, and whose body breaks off with 400. The connection is closed then: the rest
// is not read only to be thrown away. Handlers read a body from memory: the request
// itself has another Body and ContentLength then, for what stands outside as well, since a
// copy of each request would be garbage for nothing. The server has to be one whose
// connections http.ResponseController can set a deadline for, as net/http's are; where
// something between hides that, requests with a body are refused with 500.
func (b *Bodies) Limit(refuse Refuse) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			text, err := b.read(w, r)
			var large *http.MaxBytesError
			status, code, message := 0, "", ""
			switch {
			case err == nil:
				// net/http has the body that came for itself.
				r.Body, r.ContentLength = &body{*bytes.NewReader(text), text}, int64(len(text))
				next.ServeHTTP(w, r)
				return
			case errors.As(err, &large):
				status, code, message = http.StatusRequestEntityTooLarge, "body_too_large", fmt.Sprintf("The body has more than %d bytes.", large.Limit)
			case errors.Is(err, os.ErrDeadlineExceeded):
				status, code, message = http.StatusRequestTimeout, "body_too_slow",
					fmt.Sprintf("The body came too slowly: %d bytes of it are here. It has %v to come, and less while others need the room.", len(text), b.time)
			case errors.Is(err, http.ErrNotSupported):
				status, code, message = http.StatusInternalServerError, "internal_error", "The server cannot set a time for bodies to come."
			default:
				status, code, message = http.StatusBadRequest, "body_incomplete", fmt.Sprintf("The body broke off after %d bytes.", len(text))
			}
			w.Header().Set("Connection", "close")
			_ = http.NewResponseController(w).SetReadDeadline(past) // net/http would read more before it closes
			refuse(w, r, status, code, message)
		})
	}
}

// A body is one that is in memory.
type body struct {
	bytes.Reader
	text []byte
}

func (*body) Close() error { return nil }

// Body is the whole body of a request, of which nobody has read yet: nobody may change its
// bytes. If there are more than so many, the error is an *http.MaxBytesError.
func Body(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	if there, ok := r.Body.(*body); ok {
		if int64(len(there.text)) > most {
			return nil, &http.MaxBytesError{Limit: most}
		}
		return there.text, nil
	}
	return io.ReadAll(http.MaxBytesReader(w, r.Body, most))
}

// read reads a body, or as much of it as there is before an error.
func (b *Bodies) read(w http.ResponseWriter, r *http.Request) (text []byte, err error) {
	connection := http.NewResponseController(w)
	err = connection.SetReadDeadline(time.Now().Add(b.time))
	if r.Body == nil || r.Body == http.NoBody {
		return nil, b.over(connection)
	}
	if err != nil {
		return nil, err
	}
	if r.ContentLength > b.each {
		return nil, &http.MaxBytesError{Limit: b.each}
	}
	room := int64(firstBytes)
	if r.ContentLength > 0 {
		room = min(r.ContentLength+1, room) // and one to see the end in
	}
	if text, err = b.fill(make([]byte, 0, room), http.MaxBytesReader(w, r.Body, b.each), connection); err != nil {
		return text, err
	}
	return text, b.over(connection)
}

// fill reads a body to its end, first into the room that text has.
func (b *Bodies) fill(text []byte, body io.Reader, connection *http.ResponseController) (_ []byte, err error) {
	one := b.begin(connection)
	defer b.end(one)
	for err == nil {
		if len(text) == cap(text) {
			b.hold(one, int64(cap(text)))
			text = append(make([]byte, 0, 2*cap(text)), text...)
		}
		var n int
		n, err = body.Read(text[len(text):cap(text)])
		text = text[:len(text)+n]
	}
	if err == io.EOF {
		err = nil
	}
	return text, err
}

// over takes the deadline away once a body is there. What comes next is a sign that the
// caller has gone, for which net/http looks all the time: at the deadline it would take
// the caller for gone.
func (b *Bodies) over(connection *http.ResponseController) error {
	err := connection.SetReadDeadline(time.Time{})
	if errors.Is(err, http.ErrNotSupported) {
		return nil // there was none
	}
	return err
}

// A reading is a body that is being read.
type reading struct {
	connection *http.ResponseController
	held       int64
	place      *list.Element // nil once it has given way
}

func (b *Bodies) begin(connection *http.ResponseController) *reading {
	b.mu.Lock()
	one := &reading{connection: connection}
	one.place = b.reading.PushBack(one)
	b.mu.Unlock()
	b.hold(one, firstBytes)
	return one
}

// hold lets a body hold so many bytes more. Others give way, or it does itself.
func (b *Bodies) hold(one *reading, bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if one.place == nil {
		return // it ends at its next read
	}
	one.held += bytes
	b.held += bytes
	for b.held > b.together {
		first := b.reading.Front().Value.(*reading)
		b.remove(first)
		_ = first.connection.SetReadDeadline(past) // where it could be set, it can be again
	}
}

func (b *Bodies) end(one *reading) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if one.place != nil {
		b.remove(one)
	}
}

func (b *Bodies) remove(one *reading) {
	b.reading.Remove(one.place)
	b.held -= one.held
	one.place = nil
}
