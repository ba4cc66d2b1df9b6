// `/actuator/backups`: there is no backup store, and the answer says so (spec 15 §13.3).
import { json, type Endpoint } from '../endpoint.js';

export const backups: Endpoint = {
  id: 'backups',
  path: '/actuator/backups',
  methods: ['GET', 'POST', 'DELETE'],
  answer: () =>
    json(
      {
        message:
          'Cannot process backup requests. No backup store is configured. To use this feature, configure backup in broker configuration.',
      },
      400,
    ),
};
