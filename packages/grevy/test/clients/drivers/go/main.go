// A driver for the Go client: reads requests as lines of JSON from its input and answers on its output (see
// driver-process.ts). Argument: the gateway's address.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/camunda/zeebe/clients/go/v8/pkg/zbc"
	"google.golang.org/grpc/status"
)

type line struct {
	ID      int     `json:"id"`
	Call    string  `json:"call"`
	Request request `json:"request"`
}

type answer struct {
	ID       int      `json:"id"`
	Response any      `json:"response,omitempty"`
	Error    *refusal `json:"error,omitempty"`
}

type refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

const maxLineBytes = 16 * 1024 * 1024

func main() {
	// With TLS, the client finds certificates and credentials in its own environment variables.
	plaintext := os.Getenv("ZEEBE_CA_CERTIFICATE_PATH") == ""
	client, err := zbc.NewClient(&zbc.ClientConfig{GatewayAddress: os.Args[1], UsePlaintextConnection: plaintext})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	driver := &driver{client: client, workers: newWorkers()}
	output := json.NewEncoder(os.Stdout)
	var writing sync.Mutex
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, maxLineBytes)
	for input.Scan() {
		var asked line
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go func() {
			response, err := driver.call(asked.Call, asked.Request)
			writing.Lock()
			defer writing.Unlock()
			_ = output.Encode(answer{ID: asked.ID, Response: response, Error: refusalOf(err)})
		}()
	}
}

var wordStart = regexp.MustCompile(`([a-z])([A-Z])`)

// refusalOf names the status as the protocol does: NotFound is NOT_FOUND.
func refusalOf(err error) *refusal {
	if err == nil {
		return nil
	}
	state, _ := status.FromError(err)
	name := strings.ToUpper(wordStart.ReplaceAllString(state.Code().String(), "${1}_${2}"))
	return &refusal{Code: name, Message: state.Message()}
}
