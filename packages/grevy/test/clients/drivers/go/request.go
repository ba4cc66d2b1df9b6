package main

import "encoding/json"

// request has the fields of all requests, under the names of the protocol; keys are decimal text.
type request struct {
	Resources  []resource `json:"resources"`
	Processes  []process  `json:"processes"`
	Request    *request   `json:"request"`
	Variables  variables  `json:"variables"`
	LocalScope bool       `json:"local"`

	BpmnProcessID        string             `json:"bpmnProcessId"`
	Version              int32              `json:"version"`
	ProcessDefinitionKey int64              `json:"processDefinitionKey,string"`
	StartInstructions    []startInstruction `json:"startInstructions"`
	FetchVariables       []string           `json:"fetchVariables"`
	ProcessInstanceKey   int64              `json:"processInstanceKey,string"`
	ElementInstanceKey   int64              `json:"elementInstanceKey,string"`
	ResourceKey          int64              `json:"resourceKey,string"`
	IncidentKey          int64              `json:"incidentKey,string"`
	DecisionID           string             `json:"decisionId"`
	DecisionKey          int64              `json:"decisionKey,string"`

	Type              string   `json:"type"`
	Worker            any      `json:"worker"`
	Timeout           int64    `json:"timeout"`
	MaxJobsToActivate int32    `json:"maxJobsToActivate"`
	FetchVariable     []string `json:"fetchVariable"`
	RequestTimeout    int64    `json:"requestTimeout"`
	JobKey            int64    `json:"jobKey,string"`
	Retries           int32    `json:"retries"`
	RetryBackOff      int64    `json:"retryBackOff"`
	ErrorMessage      string   `json:"errorMessage"`
	ErrorCode         string   `json:"errorCode"`

	Name           string `json:"name"`
	CorrelationKey string `json:"correlationKey"`
	MessageID      string `json:"messageId"`
	TimeToLive     int64  `json:"timeToLive"`
	SignalName     string `json:"signalName"`

	Outcome   outcome `json:"outcome"`
	TimeoutMs int64   `json:"timeoutMs"`
}

type resource struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

type process struct {
	Name       string `json:"name"`
	Definition string `json:"definition"`
}

type startInstruction struct {
	ElementID string `json:"elementId"`
}

// outcome is what a worker does with each job: one of the fields.
type outcome struct {
	Complete   variables `json:"complete"`
	Fail       *request  `json:"fail"`
	ThrowError *request  `json:"throwError"`
}

// variables are kept as the JSON text that the client takes.
type variables json.RawMessage

func (text *variables) UnmarshalJSON(data []byte) error {
	*text = append((*text)[:0], data...)
	return nil
}

func (text variables) String() string {
	if len(text) == 0 {
		return "{}"
	}
	return string(text)
}
