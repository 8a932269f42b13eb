import type { Random } from './random';

export type Gender = '男' | '女';

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余杜叶程苏魏吕丁任沈姚卢',
  ...'傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤',
  '欧阳',
  '诸葛',
];
const givenNames: Record<Gender, readonly string[]> = {
  男: (
    '浩然 子轩 宇航 俊杰 博文 嘉豪 天佑 思远 明哲 一鸣 志远 文韬 景行 泽宇 睿 翔宇 晨阳 家乐 承志 逸飞 立诚 昊 凯 铭 ' +
    '书恒 喆 沐阳 瑞霖 知行 之远 少卿 弘毅 允昇 玉堃 翀 正垚 祖頔 君喆 彦霖 靖宇 力行 亦凡 牧之 国栋 建宁 柏涛 晓东 远航'
  ).split(' '),
  女: (
    '梓萱 雨桐 思琪 欣怡 佳慧 诗涵 语嫣 静怡 雅楠 若曦 晓彤 婉清 芷若 可欣 梦洁 文静 书瑶 一诺 紫涵 乐瑶 嘉宁 楚玥 祎 ' +
    '瑾瑄 珺 玥 祎然 沁怡 念慈 采薇 云舒 知夏 芊羽 惠子 清和 依宁 晓琳 安然 亦瑄 珺瑶 淑敏 春燕 海棠 佩瑜 月华 秋实 兰心'
  ).split(' '),
};
const elderNames: Record<Gender, readonly string[]> = {
  男: '建国 志强 国庆 卫东 永福 德明 海生 文斌 立新 长林 金水 伟民 世平 学军 根荣 宝山'.split(' '),
  女: '秀芳 桂兰 丽华 玉珍 美琴 春梅 小红 雪琴 凤英 月娥 爱萍 水仙 红霞 惠芬 菊香 彩云'.split(' '),
};

/** A name that nobody has taken yet; namesakes are planned, never met by chance. */
export function inventName(gender: Gender, random: Random, taken: Set<string>): string {
  for (;;) {
    const name = random.pick(surnames) + random.pick(givenNames[gender]);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** A parent's name; with a surname given, the child's. */
export function inventElder(gender: Gender, random: Random, surname?: string): string {
  return (surname ?? random.pick(surnames)) + random.pick(elderNames[gender]);
}

export function surnameOf(name: string): string {
  const compound = name.slice(0, 2);
  return surnames.includes(compound) ? compound : name.slice(0, 1);
}
