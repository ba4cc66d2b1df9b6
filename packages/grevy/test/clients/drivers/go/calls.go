package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/camunda/zeebe/clients/go/v8/pkg/commands"
	"github.com/camunda/zeebe/clients/go/v8/pkg/zbc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

const (
	unaryTimeout = 10 * time.Second
	// The client asks the gateway for 90 % of what is left until the deadline.
	activationMargin = 5 * time.Second
)

type driver struct {
	client  zbc.Client
	workers *workers
}

func (driver *driver) call(name string, asked request) (any, error) {
	switch name {
	case "OpenWorker":
		return driver.workers.open(driver.client, asked), nil
	case "CloseWorker":
		driver.workers.close(asked.Worker)
		return nil, nil
	case "ActivateJobs":
		return driver.activateJobs(asked)
	case "CreateProcessInstanceWithResult":
		return driver.createWithResult(asked)
	}
	ctx, cancel := context.WithTimeout(context.Background(), unaryTimeout)
	defer cancel()
	response, err := driver.unary(ctx, name, asked)
	if err != nil {
		return nil, err
	}
	return messageJSON(response)
}

// unary returns typed nil pointers on errors, which the caller does not look at.
func (driver *driver) unary(ctx context.Context, name string, asked request) (proto.Message, error) {
	client := driver.client
	text := asked.Variables.String()
	switch name {
	case "Topology":
		return client.NewTopologyCommand().Send(ctx)
	case "DeployResource":
		command := client.NewDeployResourceCommand()
		for _, one := range asked.Resources {
			command = command.AddResource([]byte(one.Content), one.Name)
		}
		return command.Send(ctx)
	case "DeployProcess":
		command := client.NewDeployProcessCommand()
		for _, one := range asked.Processes {
			command = command.AddResource([]byte(one.Definition), one.Name)
		}
		return command.Send(ctx)
	case "DeleteResource":
		return client.NewDeleteResourceCommand().ResourceKey(asked.ResourceKey).Send(ctx)
	case "CreateProcessInstance":
		command, err := driver.createCommand(asked)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	case "CancelProcessInstance":
		return client.NewCancelInstanceCommand().ProcessInstanceKey(asked.ProcessInstanceKey).Send(ctx)
	case "SetVariables":
		command, err := client.NewSetVariablesCommand().ElementInstanceKey(asked.ElementInstanceKey).VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Local(asked.LocalScope).Send(ctx)
	case "CompleteJob":
		command, err := client.NewCompleteJobCommand().JobKey(asked.JobKey).VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	case "FailJob":
		command, err := client.NewFailJobCommand().JobKey(asked.JobKey).Retries(asked.Retries).
			RetryBackoff(milliseconds(asked.RetryBackOff)).ErrorMessage(asked.ErrorMessage).VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	case "ThrowError":
		command, err := client.NewThrowErrorCommand().JobKey(asked.JobKey).ErrorCode(asked.ErrorCode).
			ErrorMessage(asked.ErrorMessage).VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	case "UpdateJobRetries":
		return client.NewUpdateJobRetriesCommand().JobKey(asked.JobKey).Retries(asked.Retries).Send(ctx)
	case "ResolveIncident":
		return client.NewResolveIncidentCommand().IncidentKey(asked.IncidentKey).Send(ctx)
	case "PublishMessage":
		command, err := client.NewPublishMessageCommand().MessageName(asked.Name).CorrelationKey(asked.CorrelationKey).
			MessageId(asked.MessageID).TimeToLive(milliseconds(asked.TimeToLive)).VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	case "BroadcastSignal":
		command, err := client.NewBroadcastSignalCommand().SignalName(asked.SignalName).VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	case "EvaluateDecision":
		step := client.NewEvaluateDecisionCommand()
		command := step.DecisionKey(asked.DecisionKey)
		if asked.DecisionID != "" {
			command = client.NewEvaluateDecisionCommand().DecisionId(asked.DecisionID)
		}
		command, err := command.VariablesFromString(text)
		if err != nil {
			return nil, err
		}
		return command.Send(ctx)
	}
	return nil, fmt.Errorf("the client has no call %s", name)
}

func (driver *driver) createCommand(asked request) (commands.CreateInstanceCommandStep3, error) {
	step := driver.client.NewCreateInstanceCommand()
	var command commands.CreateInstanceCommandStep3
	if asked.BpmnProcessID == "" {
		command = step.ProcessDefinitionKey(asked.ProcessDefinitionKey)
	} else {
		command = step.BPMNProcessId(asked.BpmnProcessID).Version(asked.Version)
	}
	for _, one := range asked.StartInstructions {
		command = command.StartBeforeElement(one.ElementID)
	}
	return command.VariablesFromString(asked.Variables.String())
}

func (driver *driver) createWithResult(asked request) (any, error) {
	timeout := unaryTimeout
	if asked.RequestTimeout > 0 {
		timeout = milliseconds(asked.RequestTimeout)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	command, err := driver.createCommand(*asked.Request)
	if err != nil {
		return nil, err
	}
	response, err := command.WithResult().FetchVariables(asked.FetchVariables...).Send(ctx)
	if err != nil {
		return nil, err
	}
	return messageJSON(response)
}

func (driver *driver) activateJobs(asked request) (any, error) {
	ctx, cancel := context.WithTimeout(context.Background(), milliseconds(asked.RequestTimeout)+activationMargin)
	defer cancel()
	worker, _ := asked.Worker.(string)
	jobs, err := driver.client.NewActivateJobsCommand().JobType(asked.Type).MaxJobsToActivate(asked.MaxJobsToActivate).
		Timeout(milliseconds(asked.Timeout)).WorkerName(worker).FetchVariables(asked.FetchVariable...).Send(ctx)
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, job := range jobs {
		message, err := messageJSON(job.ActivatedJob)
		if err != nil {
			return nil, err
		}
		if message["customHeaders"], err = job.GetCustomHeadersAsMap(); err != nil {
			return nil, err
		}
		list = append(list, message)
	}
	return map[string]any{"jobs": list}, nil
}

// messageJSON is the JSON form of a message, with variables as an object.
func messageJSON(message proto.Message) (map[string]any, error) {
	text, err := protojson.MarshalOptions{EmitUnpopulated: true}.Marshal(message)
	if err != nil {
		return nil, err
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	if document, ok := fields["variables"].(string); ok {
		fields["variables"] = json.RawMessage(document)
	}
	return fields, nil
}

func milliseconds(count int64) time.Duration {
	return time.Duration(count) * time.Millisecond
}
