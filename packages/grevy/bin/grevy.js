#!/usr/bin/env node
// Exists before the build, so that installing links the command.
import '../dist/main.js';
