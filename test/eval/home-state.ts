import type { Json, JsonObject } from '../../engine/terms/json.ts'

export interface HomeEntity {
  readonly id: string
  readonly name: string
  readonly area?: string
  readonly device?: string
  readonly state?: Json
  readonly attributes?: JsonObject
}

export interface Home {
  readonly areas?: readonly { readonly id: string; readonly name: string }[]
  readonly devices?: readonly { readonly id: string; readonly name: string; readonly area?: string }[]
  readonly entities?: readonly HomeEntity[]
}

export interface EntityState {
  state: Json
  attributes: { [name: string]: Json }
}

/** The state of a home, and what the services do to it, as the synthetic home of the data does. */
export class HomeState {
  readonly entities = new Map<string, EntityState>()

  constructor(home: Home, setup: { readonly [id: string]: { readonly state?: Json; readonly attributes?: JsonObject } } = {}) {
    for (const { id, state, attributes } of home.entities ?? []) this.entities.set(id, { state: plainState(id, state), attributes: { ...attributes } })
    for (const [id, change] of Object.entries(setup)) {
      const entity = this.entities.get(id) ?? { state: null, attributes: {} }
      this.entities.set(id, { state: change.state ?? entity.state, attributes: { ...entity.attributes, ...change.attributes } })
    }
    for (const [id, { attributes }] of this.entities) if (id.startsWith('todo.')) this.#countItems(id, attributes)
  }

  read(id: string): JsonObject {
    const { state, attributes } = this.entities.get(id) ?? { state: null, attributes: {} }
    return { id, state: attributes['native_value'] ?? state, attributes }
  }

  /** Calls a service on one entity. */
  call(service: string, id: string, value: Json): void {
    const entity = this.entities.get(id)
    if (entity === undefined) return
    const act = services[service] ?? services[service.replace(/^[a-z_]+\./, '*.')]
    act?.(entity, value)
    if (id.startsWith('todo.')) this.#countItems(id, entity.attributes)
  }

  #countItems(id: string, attributes: JsonObject): void {
    const items = (attributes['todo_items'] ?? []) as readonly JsonObject[]
    const entity = this.entities.get(id)
    if (entity !== undefined) entity.state = String(items.filter((item) => item['status'] !== 'completed').length)
  }
}

function plainState(id: string, state: Json | undefined): Json {
  if (typeof state !== 'boolean') return state ?? null
  return id.startsWith('cover.') ? (state ? 'open' : 'closed') : state ? 'on' : 'off'
}

type Act = (entity: EntityState, value: Json) => void

const positioned = ({ attributes }: EntityState): boolean => attributes['reports_position'] === true || attributes['current_position'] !== undefined
const place = (state: Json, position: Json): Act => (entity) => {
  entity.state = state
  if (positioned(entity)) entity.attributes['current_position'] = position
}
const toState = (state: string): Act => (entity) => void (entity.state = state)
const position: Act = (entity, value) => {
  entity.state = value === 0 ? 'closed' : 'open'
  entity.attributes['current_position'] = value
}
const attribute = (name: string): Act => (entity, value) => void (entity.attributes[name] = value)
const volume = (change: number): Act => (entity) => void (entity.attributes['volume_level'] = Math.min(1, Math.max(0, Number(((entity.attributes['volume_level'] as number | undefined) ?? 0.5) + change).valueOf())))

function lightOn(entity: EntityState): void {
  const modes = entity.attributes['supported_color_modes']
  entity.state = 'on'
  if (Array.isArray(modes)) entity.attributes['color_mode'] = (modes as readonly Json[])[0] as Json
}

const services: { readonly [service: string]: Act } = {
  '*.turn_on': toState('on'),
  '*.turn_off': toState('off'),
  '*.press': toState('pressed'),
  'light.turn_on': lightOn,
  'light.turn_off': (entity) => {
    entity.state = 'off'
    if (entity.attributes['brightness'] !== undefined) entity.attributes['brightness'] = null
    if (entity.attributes['color_mode'] !== undefined) entity.attributes['color_mode'] = null
  },
  'light.set_brightness': (entity, value) => {
    lightOn(entity)
    entity.attributes['brightness'] = value
  },
  'fan.turn_on': (entity) => {
    entity.state = 'on'
    entity.attributes['percentage'] = 100
  },
  'fan.turn_off': (entity) => {
    entity.state = 'off'
    entity.attributes['percentage'] = 0
  },
  'fan.set_percentage': (entity, value) => {
    entity.state = value === 0 ? 'off' : 'on'
    entity.attributes['percentage'] = value
  },
  'cover.open': place('open', 100),
  'cover.close': place('closed', 0),
  'cover.set_position': position,
  'valve.open': place('open', 100),
  'valve.close': place('closed', 0),
  'valve.set_position': position,
  'lock.lock': toState('locked'),
  'lock.unlock': toState('unlocked'),
  'vacuum.start': toState('cleaning'),
  'vacuum.return_to_base': toState('returning'),
  'vacuum.pause': toState('paused'),
  'vacuum.stop': toState('idle'),
  'media_player.play': toState('playing'),
  'media_player.pause': toState('paused'),
  'media_player.stop': toState('idle'),
  'media_player.next_track': (entity) => void (entity.attributes['media_track'] = ((entity.attributes['media_track'] as number | undefined) ?? 1) + 1),
  'media_player.previous_track': (entity) => void (entity.attributes['media_track'] = Math.max(1, ((entity.attributes['media_track'] as number | undefined) ?? 1) - 1)),
  'media_player.set_volume': attribute('volume_level'),
  'media_player.volume_up': volume(0.1),
  'media_player.volume_down': volume(-0.1),
  'media_player.mute': (entity) => void (entity.attributes['volume_level'] = 0),
  'climate.set_temperature': attribute('temperature'),
  'climate.set_hvac_mode': (entity, value) => {
    entity.state = value
    entity.attributes['hvac_mode'] = value
  },
  'climate.set_fan_mode': attribute('fan_mode'),
  'climate.turn_off': (entity) => {
    entity.state = 'off'
    entity.attributes['hvac_mode'] = 'off'
  },
  'climate.turn_on': (entity) => {
    entity.state = 'auto'
    entity.attributes['hvac_mode'] = 'auto'
  },
  'humidifier.set_humidity': attribute('humidity'),
  'water_heater.set_temperature': attribute('temperature'),
  'number.set_value': (entity, value) => void (entity.state = String(value)),
  'select.select_option': (entity, value) => void (entity.state = value),
  'todo.add_item': (entity, value) => void (entity.attributes['todo_items'] = [...((entity.attributes['todo_items'] ?? []) as readonly Json[]), { summary: value, status: 'needs_action' }]),
  'todo.complete_item': (entity, value) =>
    void (entity.attributes['todo_items'] = ((entity.attributes['todo_items'] ?? []) as readonly JsonObject[]).map((item) => (String(item['summary']).toLowerCase() === String(value).toLowerCase() ? { ...item, status: 'completed' } : item))),
}
