/** Words that may stand for one another when a skill is looked for. Each line is one group; general words only. */
const lines = `
add append put insert create new make
remove delete erase drop clear discard
tidy clean organize organise sort arrange
find search look locate discover
show display list view see tell
send mail email message share deliver
move relocate transfer shift
copy duplicate backup replicate
rename retitle
open unfold unlock launch start
start begin run launch resume play
stop end halt quit cancel abort pause
turn switch
picture photo image photograph
folder directory
file document
movie film video
song music track tune
remind reminder alert notify notification
schedule plan calendar appointment meeting event
buy purchase order
fix repair mend
big large huge
small little tiny
fast quick speedy
price cost fee
begin start
car vehicle auto
phone telephone call
light lamp bulb
curtain blind shade shutter drape
raise increase up higher
lower decrease reduce down
thermostat climate heating
打开 开启 启动
关闭 关掉 关上
删除 移除 清除
整理 清理 收拾
查找 搜索 寻找
发送 寄送
照片 图片 相片
文件夹 目录
灯 灯光 电灯
窗帘 百叶窗
`

/** The groups, each a list of words as written. */
export const synonymGroups: readonly (readonly string[])[] = lines
  .split('\n')
  .map((line) => line.split(' ').filter((word) => word !== ''))
  .filter((group) => group.length > 1)
