import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { describeRunStore } from '../contracts/run-store.ts'

describeRunStore('memory', () => ({ store: new MemoryRunStore() }))
