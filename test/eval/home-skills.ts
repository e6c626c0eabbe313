/*
 * Skills for the services of a home, one for each service of each kind of device, written from what the services are: no name of
 * a home, a room or a device stands here.
 */
import { skillFrom } from '../helpers/skill-from.ts'
import type { SkillCard } from '../../engine/agent/skill-card.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'

export interface HomeSkill {
  readonly card: SkillCard
  readonly text: string
}

interface Service {
  readonly kind: string
  readonly service: string
  readonly title: string
  readonly examples: readonly string[]
  readonly value?: { readonly name: string; readonly schema: JsonSchema }
}

const list = { type: 'array', items: { type: 'string', format: 'id' }, minItems: 1 } as const
const percent: JsonSchema = { type: 'integer', minimum: 0, maximum: 100, description: 'Percent' }

/** The kinds that are turned on and off, and the words that a person has for them. */
const switchable: readonly (readonly [string, string])[] = [
  ['light', 'lights'], ['switch', 'switches'], ['fan', 'fans'], ['media_player', 'media players'], ['climate', 'thermostats'], ['humidifier', 'humidifiers'], ['siren', 'sirens'],
  ['water_heater', 'water heaters'], ['remote', 'remotes'], ['input_boolean', 'toggles'], ['automation', 'automations'],
]

function onAndOff(): readonly Service[] {
  return switchable.flatMap(([kind, words]) => [
    { kind, service: 'turn_on', title: `Turn on ${words}`, examples: ['turn on {it}', 'turn {it} on', 'switch on {it}', 'switch {it} on', '{it} on', 'enable {it}', 'power on {it}', 'activate {it}', '打开{it}', '把{it}打开', '开{it}'] },
    { kind, service: 'turn_off', title: `Turn off ${words}`, examples: ['turn off {it}', 'turn {it} off', 'switch off {it}', 'switch {it} off', '{it} off', 'shut off {it}', 'disable {it}', 'power off {it}', 'deactivate {it}', '关闭{it}', '把{it}关掉', '关掉{it}'] },
  ])
}

function openAndClose(kind: string, words: string): readonly Service[] {
  return [
    { kind, service: 'open', title: `Open ${words}`, examples: ['open {it}', 'open up {it}', 'raise {it}', 'turn on {it}', '打开{it}', '把{it}打开'] },
    { kind, service: 'close', title: `Close ${words}`, examples: ['close {it}', 'shut {it}', 'lower {it}', 'turn off {it}', '关上{it}', '关闭{it}', '把{it}关上'] },
    { kind, service: 'set_position', title: `Set how far ${words} are open`, value: { name: 'position', schema: percent }, examples: ['set {it} to {position}', 'set the position of {it} to {position}', 'open {it} to {position}', 'open {it} {position}', 'close {it} to {position}', 'move {it} to {position}', '把{it}调到{position}'] },
  ]
}

const services: readonly Service[] = [
  ...onAndOff(),
  ...openAndClose('cover', 'covers, blinds, curtains, garage doors'),
  ...openAndClose('valve', 'valves'),
  { kind: 'light', service: 'set_brightness', title: 'Set the brightness of lights', value: { name: 'brightness', schema: { type: 'integer', minimum: 0, maximum: 255 } }, examples: ['set {it} to {brightness}', 'set {it} to {brightness} brightness', 'set the brightness of {it} to {brightness}', 'set {it} brightness to {brightness}', 'dim {it} to {brightness}', 'change {it} to {brightness}', 'turn on {it} to {brightness}', 'turn {it} down to {brightness}', 'turn {it} up to {brightness}', 'adjust {it} to {brightness}', '{it} {brightness}', '把{it}调到{brightness}'] },
  { kind: 'fan', service: 'set_percentage', title: 'Set the speed of fans', value: { name: 'speed', schema: percent }, examples: ['set {it} to {speed}', 'set the speed of {it} to {speed}', 'set {it} speed to {speed}', 'turn {it} to {speed}', '把{it}调到{speed}'] },
  { kind: 'lock', service: 'lock', title: 'Lock doors', examples: ['lock {it}', 'secure {it}', 'lock up {it}', '锁上{it}', '锁{it}'] },
  { kind: 'lock', service: 'unlock', title: 'Unlock doors', examples: ['unlock {it}', 'open {it}', '解锁{it}', '打开{it}'] },
  { kind: 'vacuum', service: 'start', title: 'Start vacuums', examples: ['start {it}', 'turn on {it}', 'run {it}', 'vacuum {it}', 'clean {it} with the vacuum', 'start cleaning {it}', '启动{it}', '开始打扫{it}'] },
  { kind: 'vacuum', service: 'return_to_base', title: 'Send vacuums back to their base', examples: ['return {it} to base', 'send {it} home', 'send {it} back to its dock', 'dock {it}', 'return {it} to its dock', 'turn off {it}', '让{it}回充'] },
  { kind: 'vacuum', service: 'pause', title: 'Pause vacuums', examples: ['pause {it}', 'pause cleaning with {it}'] },
  { kind: 'vacuum', service: 'stop', title: 'Stop vacuums', examples: ['stop {it}', 'stop cleaning with {it}'] },
  { kind: 'media_player', service: 'play', title: 'Play or go on playing', examples: ['play {it}', 'resume {it}', 'unpause {it}', 'continue {it}', 'resume playing on {it}', 'start playing on {it}', '播放{it}', '继续播放{it}'] },
  { kind: 'media_player', service: 'pause', title: 'Pause what plays', examples: ['pause {it}', 'pause what plays on {it}', 'pause the music on {it}', '暂停{it}'] },
  { kind: 'media_player', service: 'stop', title: 'Stop what plays', examples: ['stop {it}', 'stop playing on {it}', '停止{it}'] },
  { kind: 'media_player', service: 'next_track', title: 'Skip to the next track', examples: ['skip song on {it}', 'next track on {it}', 'skip to the next song on {it}', 'skip to the next track on {it}', 'skip this song on {it}', 'next song on {it}', 'play the next track on {it}', 'skip {it}', '下一首{it}'] },
  { kind: 'media_player', service: 'previous_track', title: 'Go back to the previous track', examples: ['previous track on {it}', 'go back to the previous song on {it}', 'replay the last song on {it}', 'play the previous track on {it}', '上一首{it}'] },
  { kind: 'media_player', service: 'set_volume', title: 'Set the volume', value: { name: 'volume', schema: { type: 'number', minimum: 0, maximum: 1 } }, examples: ['set {it} volume to {volume}', 'set the volume of {it} to {volume}', 'set the volume on {it} to {volume}', 'turn the volume of {it} down to {volume}', 'turn the volume up to {volume} on {it}', 'change {it} volume to {volume}', 'turn {it} down to {volume}', 'turn {it} up to {volume}', '把{it}音量调到{volume}'] },
  { kind: 'media_player', service: 'volume_up', title: 'Raise the volume', examples: ['turn up {it}', 'turn {it} up', 'turn up the volume of {it}', 'raise the volume of {it}', 'louder {it}', 'increase {it} volume', '调高{it}音量'] },
  { kind: 'media_player', service: 'volume_down', title: 'Lower the volume', examples: ['turn down {it}', 'turn {it} down', 'turn down the volume of {it}', 'lower the volume of {it}', 'quieter {it}', 'decrease {it} volume', '调低{it}音量'] },
  { kind: 'media_player', service: 'mute', title: 'Mute', examples: ['mute {it}', 'silence {it}', 'mute the volume of {it}', '静音{it}'] },
  { kind: 'climate', service: 'set_temperature', title: 'Set the target temperature', value: { name: 'temperature', schema: { type: 'number', minimum: -40, maximum: 250 } }, examples: ['set {it} to {temperature}', 'set the temperature of {it} to {temperature}', 'set the temperature in {it} to {temperature}', 'set the target temperature to {temperature} in {it}', 'set {it} temperature to {temperature}', 'change {it} to {temperature}', 'make it {temperature} in {it}', 'heat {it} to {temperature}', 'cool {it} to {temperature}', 'turn {it} down to {temperature}', 'turn {it} up to {temperature}', '把{it}温度设为{temperature}', '{it}调到{temperature}'] },
  { kind: 'climate', service: 'set_hvac_mode', title: 'Set the mode of heating and cooling', value: { name: 'mode', schema: { type: 'string', enum: ['off', 'heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'] } }, examples: ['set {it} to {mode}', 'set {it} to {mode} mode', 'switch {it} to {mode}', 'change {it} to {mode} mode', 'set the mode of {it} to {mode}', 'turn on {mode} in {it}', 'put {it} in {mode} mode', '把{it}设为{mode}模式'] },
  { kind: 'climate', service: 'set_fan_mode', title: 'Set the fan mode', value: { name: 'fan_mode', schema: { type: 'string', enum: ['on', 'off', 'auto', 'low', 'medium', 'high'] } }, examples: ['set {it} fan mode to {fan_mode}', 'set the fan of {it} to {fan_mode}', 'set the fan mode of {it} to {fan_mode}'] },
  { kind: 'humidifier', service: 'set_humidity', title: 'Set the target humidity', value: { name: 'humidity', schema: percent }, examples: ['set {it} to {humidity}', 'set the humidity of {it} to {humidity}', 'set the humidity in {it} to {humidity}', 'change {it} humidity to {humidity}'] },
  { kind: 'water_heater', service: 'set_temperature', title: 'Set the temperature of water', value: { name: 'temperature', schema: { type: 'number', minimum: 0, maximum: 212 } }, examples: ['set {it} to {temperature}', 'set the temperature of {it} to {temperature}'] },
  { kind: 'scene', service: 'turn_on', title: 'Activate a scene', examples: ['activate {it}', 'turn on {it}', 'set the scene to {it}', 'start {it}', 'run {it}'] },
  { kind: 'script', service: 'turn_on', title: 'Run a script', examples: ['run {it}', 'start {it}', 'execute {it}'] },
  { kind: 'button', service: 'press', title: 'Press a button', examples: ['press {it}', 'push {it}'] },
  { kind: 'todo', service: 'add_item', title: 'Put something on a list', value: { name: 'item', schema: { type: 'string', maxLength: 200 } }, examples: ['add {item} to {it}', 'put {item} on {it}', 'put {item} onto {it}', 'add {item} onto {it}', 'remind me to {item} on {it}', 'write {item} on {it}', 'create an item {item} on {it}', '把{item}加到{it}'] },
  { kind: 'todo', service: 'complete_item', title: 'Tick off something on a list', value: { name: 'item', schema: { type: 'string', maxLength: 200 } }, examples: ['complete {item} on {it}', 'mark {item} as done on {it}', 'check off {item} on {it}', 'tick off {item} on {it}', 'mark {item} on {it} as complete'] },
]


function serviceSkill({ kind, service, title, examples, value }: Service): HomeSkill {
  const inputs = { [kinds(kind)]: list, ...(value === undefined ? {} : { [value.name]: value.schema }) }
  const said = examples.map((example) => example.replaceAll('{it}', `{${kinds(kind)}}`))
  return homeSkill(`${kind}-${service}`, title, said, inputs, [
    'act:', `  each: "\${ input.${kinds(kind)} }"`, '  as: one', '  call: home.call', '  with:', `    service: ${kind}.${service}`, '    entity: "${ one }"', ...(value === undefined ? [] : [`    value: "\${ input.${value.name} }"`]),
  ])
}

function kinds(kind: string): string {
  return `${kind}s`
}

function homeSkill(name: string, title: string, examples: readonly string[], inputs: { readonly [name: string]: JsonSchema | object }, states: readonly string[]): HomeSkill {
  const text = [
    'chela: 1', `name: home-${name.replaceAll('_', '-')}`, `title: ${JSON.stringify(title)}`, 'examples:', ...examples.map((example) => `  - ${JSON.stringify(example)}`), `inputs: ${JSON.stringify(inputs)}`, 'states:', ...states.map((line) => `  ${line}`), '',
  ].join('\n')
  return { card: skillFrom(text), text }
}

const each = (input: string): readonly string[] => ['look:', `  each: "\${ input.${input} }"`, '  as: one', '  call: home.read', '  with: { entity: "${ one }" }']
const answer = (expression: string): readonly string[] => ['tell:', '  end: done', `  output: ${JSON.stringify(`\${ ${expression} }`)}`]
const states = "look.map(s, string(s.state)).join(', ')"

function isSkill(word: string, also: readonly string[] = []): HomeSkill {
  const accepted = JSON.stringify([word, ...also])
  return homeSkill(`is-${word}`, `Tell whether something is ${word}`, [`is {devices} ${word}`, `are {devices} ${word}`, `tell me whether {devices} is ${word}`, `is {devices} currently ${word}`], { devices: list }, [...each('devices'), ...answer(`(look.all(s, string(s.state) in ${accepted}) ? 'yes' : 'no') + ', ' + ${states}`)])
}

function questions(): readonly HomeSkill[] {
  const measured = (kind: string, words: string, unit: string): HomeSkill =>
    homeSkill(`${kind}-value`, `Tell the ${words}`, [`what is the ${words} of {${kinds(kind)}}`, `what is {${kinds(kind)}} ${words}`, `what is the ${words} in {${kinds(kind)}}`, `how much is the ${words} of {${kinds(kind)}}`, `tell me the ${words} of {${kinds(kind)}}`], { [kinds(kind)]: list }, [...each(kinds(kind)), ...answer(`look.map(s, string(s.state) + '${unit}').join(', ')`)])
  return [
    isSkill('on', ['open', 'playing', 'cleaning', 'heat', 'cool', 'auto']),
    isSkill('off', ['closed', 'idle', 'docked']),
    isSkill('open', ['on']),
    isSkill('closed', ['off']),
    isSkill('locked'),
    isSkill('unlocked'),
    isSkill('playing'),
    isSkill('paused'),
    measured('battery', 'battery level', '%'),
    measured('humidity', 'humidity', '%'),
    measured('temperature', 'temperature', ' degrees'),
    measured('energy', 'energy use', ''),
    homeSkill('battery-low', 'Tell whether a battery is low', ['is {batterys} low', 'is the battery of {batterys} low', 'does {batterys} need a new battery', 'are {batterys} low'], { batterys: list }, [...each('batterys'), ...answer(`(look.exists(s, number(s.state) < 20) ? 'yes' : 'no') + ', ' + ${states}`)]),
    homeSkill('state', 'Tell the state of something', ['what is the state of {devices}', 'what is {devices} doing', 'is {devices} playing or paused', 'what is the status of {devices}', 'check {devices}', '{devices}现在怎么样'], { devices: list }, [...each('devices'), ...answer(states)]),
    homeSkill('weather', 'Tell the weather', ['what is the temperature outside', 'what is the weather', 'how is the weather today', 'is it sunny outside', 'will it be sunny or rainy', 'will it rain today', 'how warm is it outside', '今天天气怎么样'], { weathers: { ...list, default: ['weather'] } }, [...each('weathers'), ...answer(`look.map(s, string(default(s.attributes.native_temperature, '')) + default(s.attributes.native_temperature_unit, '') + ', ' + string(default(s.attributes.condition, ''))).join('; ')`)]),
    homeSkill('todo-count', 'Count what is on a list', ['how many items are on {todos}', 'how many tasks are on {todos}', 'how many things do I have to do on {todos}'], { todos: list }, [...each('todos'), ...answer(states)]),
    homeSkill('todo-list', 'Tell what is on a list', ['what is on {todos}', 'what is on {todos} to do', 'what do I need to do', 'what tasks do I need to complete', 'read {todos} to me', 'list {todos}'], { todos: { ...list, default: ['todo'] } }, [...each('todos'), ...answer(`look.map(s, default(s.attributes.todo_items, []).map(i, i.summary).join(', ')).join(', ')`)]),
    homeSkill('calendar-today', 'Tell what is in a calendar', ['what is on {calendars} today', 'what events are on {calendars}', 'what do I have today', 'what is on my schedule today', 'according to {calendars} what is next', 'do I have any events today'], { calendars: { ...list, default: ['calendar'] } }, [...each('calendars'), ...answer(`look.map(s, default(s.attributes.events, []).map(i, i.summary).join(', ')).join(', ')`)]),
    homeSkill('count-lights-on', 'Count the lights that are on', ['how many {lights} are on', 'how many {lights} are currently on', 'which {lights} are on'], { lights: list }, [...each('lights'), ...answer(`string(look.filter(s, s.state == 'on').size())`)]),
    homeSkill('set-temperature-if-above', 'Set the target temperature when it is too warm', ['if the temperature in {climates} is above {limit} then set the target temperature to {temperature}', 'set the target temperature to {temperature} in {climates} if it is above {limit}', 'set {climates} to {temperature} if it is above {limit}'], { climates: list, limit: { type: 'number' }, temperature: { type: 'number' } }, [
      ...each('climates'), 'cool:', '  each: "${ look.filter(s, s.attributes.current_temperature > input.limit) }"', '  as: one', '  call: home.call', '  with: { service: climate.set_temperature, entity: "${ one.id }", value: "${ input.temperature }" }',
    ]),
    homeSkill('set-temperature-if-below', 'Set the target temperature when it is too cold', ['if the temperature in {climates} is below {limit} then set the target temperature to {temperature}', 'set the target temperature to {temperature} in {climates} if it is below {limit}', 'set {climates} to {temperature} if it is below {limit}'], { climates: list, limit: { type: 'number' }, temperature: { type: 'number' } }, [
      ...each('climates'), 'warm:', '  each: "${ look.filter(s, s.attributes.current_temperature < input.limit) }"', '  as: one', '  call: home.call', '  with: { service: climate.set_temperature, entity: "${ one.id }", value: "${ input.temperature }" }',
    ]),
  ]
}

/** All skills of a home. */
export function homeSkills(): readonly HomeSkill[] {
  return [...services.map(serviceSkill), ...questions()]
}
