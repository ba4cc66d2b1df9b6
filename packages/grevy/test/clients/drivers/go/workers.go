package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/camunda/zeebe/clients/go/v8/pkg/entities"
	"github.com/camunda/zeebe/clients/go/v8/pkg/worker"
	"github.com/camunda/zeebe/clients/go/v8/pkg/zbc"
)

// A worker that is closed waits for its open poll, so polls are short.
const workerPoll = time.Second

type workers struct {
	lock sync.Mutex
	byID map[string]worker.JobWorker
}

func newWorkers() *workers {
	return &workers{byID: map[string]worker.JobWorker{}}
}

func (workers *workers) open(client zbc.Client, asked request) any {
	opened := client.NewJobWorker().JobType(asked.Type).Handler(handlerOf(asked.Outcome)).Name(asked.Name).
		Timeout(milliseconds(asked.TimeoutMs)).RequestTimeout(workerPoll).Open()
	workers.lock.Lock()
	defer workers.lock.Unlock()
	id := fmt.Sprint(len(workers.byID))
	workers.byID[id] = opened
	return map[string]string{"worker": id}
}

func (workers *workers) close(id any) {
	workers.lock.Lock()
	opened := workers.byID[fmt.Sprint(id)]
	workers.lock.Unlock()
	opened.Close()
	opened.AwaitClose()
}

// handlerOf ignores refusals, as the jobs of a server that is gone come back by themselves.
func handlerOf(wanted outcome) worker.JobHandler {
	return func(client worker.JobClient, job entities.Job) {
		ctx, cancel := context.WithTimeout(context.Background(), unaryTimeout)
		defer cancel()
		switch {
		case wanted.Fail != nil:
			_, _ = client.NewFailJobCommand().JobKey(job.Key).Retries(wanted.Fail.Retries).
				ErrorMessage(wanted.Fail.ErrorMessage).Send(ctx)
		case wanted.ThrowError != nil:
			_, _ = client.NewThrowErrorCommand().JobKey(job.Key).ErrorCode(wanted.ThrowError.ErrorCode).
				ErrorMessage(wanted.ThrowError.ErrorMessage).Send(ctx)
		default:
			command, err := client.NewCompleteJobCommand().JobKey(job.Key).VariablesFromString(wanted.Complete.String())
			if err == nil {
				_, _ = command.Send(ctx)
			}
		}
	}
}
