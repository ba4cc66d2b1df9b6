// Appends the position of every record to a file, so that tests see what arrived, in whatever thread it runs.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';

export default class RecordingExporter {
  configure({ configuration, setFilter }) {
    this.settings = configuration.instantiate({
      file: '',
      acknowledge: true,
      onlyValueType: '',
      failWhileExists: '',
      taskFails: false,
      throwLate: false,
      hangs: false,
      refuse: '',
    });
    const { onlyValueType, refuse } = this.settings;
    if (refuse !== '') throw new Error(refuse);
    if (onlyValueType !== '') {
      setFilter({ acceptType: () => true, acceptValue: (type) => type === onlyValueType });
    }
  }

  open(controller) {
    this.controller = controller;
    this.note(`open ${controller.getLastExportedRecordPosition()} ${controller.readMetadata() ?? ''}`.trim());
    if (this.settings.taskFails) {
      controller.scheduleCancellableTask(1, () => {
        throw new Error('task broke');
      });
    }
  }

  async export({ record }) {
    const { failWhileExists, acknowledge, throwLate, hangs } = this.settings;
    if (failWhileExists !== '' && existsSync(failWhileExists)) {
      this.note('failed');
      throw new Error('target is down');
    }
    if (hangs) await new Promise(() => undefined);
    if (throwLate) {
      setTimeout(() => {
        throw new Error('nobody catches this');
      });
    }
    // Other work gets a chance to overtake, if anything lets it.
    if (record.position % 10 === 0) await new Promise(setImmediate);
    this.note(String(record.position));
    if (acknowledge) {
      this.controller.updateLastExportedRecordPosition(
        record.position,
        Buffer.from(`after ${record.position}`),
      );
    }
  }

  close() {
    this.note('close');
  }

  note(line) {
    appendFileSync(this.settings.file, `${line}\n`);
  }
}

export const notAnExporter = () => ({ configure: () => undefined });
export const broken = () => {
  throw new Error('no instance');
};
export const constant = writeFileSync.name;
