// A receiver of Postern's webhooks, of the standard library alone. It takes a request whose signature holds and whose time
// is now, and acts on every event once, however often it is told.
//
//	WEBHOOK_SECRET=whsec_… PORT=8080 go run .
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	tolerance      = 5 * time.Minute
	largestBody    = 1 << 20
	mostRemembered = 100_000
)

// isSigned tells whether one of the signatures is this body's, by this key, of the last five minutes (Standard Webhooks).
func isSigned(key []byte, header http.Header, body []byte) bool {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if id == "" || err != nil {
		return false
	}
	if age := time.Since(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return false
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, timestamp)
	mac.Write(body)
	expected := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	// Several while a secret is rotated; those of other versions are not ours.
	for _, each := range strings.Split(header.Get("webhook-signature"), " ") {
		if hmac.Equal([]byte(each), expected) {
			return true
		}
	}
	return false
}

// done holds the ids of events that were acted on. In earnest this is a table with the id as its key, written in one
// transaction with what the event leads to, so that a crash leaves both or neither.
type done struct {
	sync.Mutex
	ids   map[string]bool
	order []string
}

func (d *done) once(id string, act func()) {
	d.Lock()
	defer d.Unlock()
	if d.ids[id] {
		return
	}
	act()
	d.ids[id] = true
	d.order = append(d.order, id)
	if len(d.order) > mostRemembered {
		delete(d.ids, d.order[0])
		d.order = d.order[1:]
	}
}

// receiver answers 2xx for what it took; all else is told again later, for three days.
func receiver(key []byte, done *done) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		if !isSigned(key, r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var event struct{ ID, Type string }
		if err := json.Unmarshal(body, &event); err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		done.once(event.ID, func() { fmt.Println(event.ID, event.Type) })
		w.WriteHeader(http.StatusNoContent)
	}
}

func main() {
	secret, found := strings.CutPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_")
	key, err := base64.StdEncoding.DecodeString(secret)
	if !found || err != nil {
		log.Fatal("Set WEBHOOK_SECRET to the secret of the webhook.")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on http://%s/\n", listener.Addr())
	server := http.Server{
		Handler:     receiver(key, &done{ids: map[string]bool{}}),
		ReadTimeout: 15 * time.Second,
	}
	log.Fatal(server.Serve(listener))
}
