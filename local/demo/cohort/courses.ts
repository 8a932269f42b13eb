/** Integer of 1/100, as everywhere. */
export type Hundredths = number;

export interface Course {
  readonly code: string;
  readonly name: string;
  /** 课程性质, 课程归属 as the registrar writes them. */
  readonly nature: '必修课' | '限选课' | '任选课' | '通识任选课' | '校公选课';
  readonly category: string;
  readonly credit: Hundredths;
  readonly marks: 'score' | 'levels' | 'pass';
  readonly teacher: string;
  readonly teacherNo: string;
  readonly college: string;
}

export type Major = '生物科学' | '生物技术';

/** A place in the curriculum; both majors have the same places, some with courses of their own. */
export type Slot =
  | 'chem'
  | 'chemLab'
  | 'math1'
  | 'english1'
  | 'ethics'
  | 'policy1'
  | 'pe1'
  | 'military'
  | 'botany'
  | 'botanyLab'
  | 'free1'
  | 'organic'
  | 'organicLab'
  | 'zoology'
  | 'zoologyLab'
  | 'math2'
  | 'english2'
  | 'history'
  | 'policy2'
  | 'pe2'
  | 'computing'
  | 'free2'
  | 'biochem'
  | 'biochemLab'
  | 'micro'
  | 'microLab'
  | 'probability'
  | 'english3'
  | 'marxism'
  | 'policy3'
  | 'pe3'
  | 'physics'
  | 'biostat'
  | 'free3'
  | 'cell'
  | 'cellLab'
  | 'genetics'
  | 'geneticsLab'
  | 'mao'
  | 'english4'
  | 'policy4'
  | 'pe4'
  | 'ecology'
  | 'literature'
  | 'labour'
  | 'free4';

type Offering = readonly [
  code: string,
  name: string,
  credit: Hundredths,
  teacherNo: string,
  teacher: string,
  nature?: Course['nature'],
  marks?: Course['marks'],
];

const colleges: Record<string, readonly [college: string, category: string]> = {
  SK: ['生命科学系', '学科基础类'],
  HK: ['数学与统计学院', '自然科学类'],
  WL: ['物理与电子工程学院', '自然科学类'],
  TS: ['公共课教学部', ' '],
  TY: ['体育学院', '体育类'],
  JS: ['计算机科学与技术学院', '自然科学类'],
  RW: ['人文学院', '人文社科类'],
};

function course([
  code,
  name,
  credit,
  teacherNo,
  teacher,
  nature = '必修课',
  marks = 'score',
]: Offering): Course {
  const [college, category] = colleges[code.slice(0, 2)] ?? ['教务处', ' '];
  return { code, name, nature, category, credit, marks, teacher, teacherNo, college };
}

const shared: readonly Readonly<Partial<Record<Slot, Offering>>>[] = [
  {
    chem: ['SK030101', '无机及分析化学', 400, '05231', '邹启明'],
    chemLab: ['SK030102', '无机及分析化学实验', 150, '05231', '邹启明', '必修课', 'levels'],
    math1: ['HK110101', '高等数学C(一)', 300, '08114', '倪伯年'],
    english1: ['TS030101', '大学英语(一)', 300, '09133', '施蕴如'],
    ethics: ['TS250101', '思想道德与法治', 300, '09205', '费正平'],
    policy1: ['TS250191', '形势与政策(一)', 25, '09206', '葛怀瑾'],
    military: ['TS220191', '军事训练与国防教育', 200, '09301', '穆长安'],
    botany: ['SK030103', '植物学', 300, '05232', '俞青禾'],
    botanyLab: ['SK030104', '植物学实验', 100, '05232', '俞青禾', '必修课', 'levels'],
  },
  {
    organic: ['SK030105', '有机化学', 400, '05106', '柳知秋'],
    organicLab: ['SK030106', '有机化学实验', 150, '05106', '柳知秋', '必修课', 'levels'],
    zoology: ['SK030107', '动物学', 300, '05233', '褚云鹤'],
    zoologyLab: ['SK030108', '动物学实验', 100, '05233', '褚云鹤', '必修课', 'levels'],
    math2: ['HK110102', '高等数学C(二)', 300, '08114', '倪伯年'],
    english2: ['TS030102', '大学英语(二)', 300, '09133', '施蕴如'],
    history: ['TS250102', '中国近现代史纲要', 300, '09207', '章叔同'],
    policy2: ['TS250192', '形势与政策(二)', 25, '09206', '葛怀瑾'],
    computing: ['JS130101', '大学计算机基础', 250, '08321', '简一帆'],
  },
  {
    biochem: ['SK030109', '生物化学', 400, '05201', '陶景行'],
    biochemLab: ['SK030110', '生物化学实验', 200, '05201', '陶景行', '必修课', 'levels'],
    micro: ['SK030111', '微生物学', 300, '05234', '裴若林'],
    microLab: ['SK030112', '微生物学实验', 150, '05234', '裴若林', '必修课', 'levels'],
    probability: ['HK110111', '概率论与数理统计', 300, '08117', '祝维桢'],
    english3: ['TS030103', '大学英语(三)', 200, '09134', '娄以宁'],
    marxism: ['TS250103', '马克思主义基本原理', 300, '09208', '庄怀远'],
    policy3: ['TS250193', '形势与政策(三)', 25, '09206', '葛怀瑾'],
    physics: ['WL120101', '大学物理C', 300, '08210', '盛千帆'],
    biostat: ['SK030151', '生物统计学', 200, '05235', '尤思齐', '限选课'],
  },
  {
    cell: ['SK030113', '细胞生物学', 300, '05236', '凌霁月'],
    cellLab: ['SK030114', '细胞生物学实验', 150, '05236', '凌霁月', '必修课', 'levels'],
    genetics: ['SK030115', '遗传学', 350, '05202', '何若溪'],
    geneticsLab: ['SK030116', '遗传学实验', 150, '05202', '何若溪', '必修课', 'levels'],
    mao: ['TS250104', '毛泽东思想和中国特色社会主义理论体系概论', 300, '09209', '甘立群'],
    english4: ['TS030104', '大学英语(四)', 200, '09134', '娄以宁'],
    policy4: ['TS250194', '形势与政策(四)', 25, '09206', '葛怀瑾'],
    ecology: ['SK030152', '生态学', 250, '05237', '水清浅', '限选课'],
    literature: ['SK030153', '文献检索与科技写作', 100, '05235', '尤思齐', '限选课'],
    labour: ['TS260101', '劳动教育', 100, '09401', '宗朴', '必修课', 'pass'],
  },
];

/** What 生物技术 reads instead; same credits, so that a plan means the same in both majors. */
const biotechnology: Readonly<Partial<Record<Slot, Offering>>> = {
  botany: ['SK030203', '普通生物学', 300, '05232', '俞青禾'],
  botanyLab: ['SK030204', '普通生物学实验', 100, '05232', '俞青禾', '必修课', 'levels'],
  zoology: ['SK030207', '植物生理学', 300, '05233', '褚云鹤'],
  zoologyLab: ['SK030208', '植物生理学实验', 100, '05233', '褚云鹤', '必修课', 'levels'],
  biostat: ['SK030251', '生物工程概论', 200, '05238', '郁明达', '限选课'],
  ecology: ['SK030252', '发酵工程', 250, '05238', '郁明达', '限选课'],
};

/** Club sport: a student keeps the club, so one code returns in several terms. */
export const clubs: readonly Course[] = (
  [
    ['TY170002', '排球-俱乐部', 100, '09512', '滕跃'],
    ['TY170001', '篮球-俱乐部', 100, '09511', '关山'],
    ['TY170003', '羽毛球-俱乐部', 100, '09513', '卓轻扬'],
    ['TY170004', '乒乓球-俱乐部', 100, '09514', '耿小球'],
    ['TY170005', '健美操-俱乐部', 100, '09515', '舒曼'],
    ['TY170006', '太极拳-俱乐部', 100, '09516', '桑鹤年'],
  ] as const
).map((offering) => course(offering));

const free: readonly (readonly Course[])[] = (
  [
    [
      ['TSA07100103', '养生按摩与健康', 200, '09601', '苗回春', '校公选课'],
      ['TSA07100118', '影视鉴赏', 200, '09602', '柯映雪', '校公选课'],
      ['RW180321', '中国茶文化', 100, '09603', '景德邻', '通识任选课'],
    ],
    [
      ['RW180307', '古典诗词欣赏', 200, '09604', '席慕白', '通识任选课'],
      ['TSA07100126', '摄影基础', 100, '09605', '屈微光', '校公选课'],
      ['RW180312', '逻辑与批判性思维', 200, '09606', '包思辨', '通识任选课'],
    ],
    [
      ['RW180330', '环境与可持续发展', 200, '09607', '车前草', '通识任选课'],
      ['TSA07100140', '大学生创业基础', 200, '09608', '池方舟', '校公选课'],
      ['RW180335', '博弈与生活', 100, '09609', '房如是', '通识任选课'],
    ],
    [
      ['SK030171', '生物信息学导论', 200, '05239', '路漫修', '任选课'],
      ['SK030172', '药用植物资源', 200, '05232', '俞青禾', '任选课'],
      ['SK030173', '食品安全与检测', 200, '05240', '文若水', '任选课'],
    ],
  ] as const
).map((pool) => pool.map((offering) => course(offering)));

export interface Enrolment {
  readonly slot: Slot;
  readonly course: Course;
}

function requiredOf(major: Major, offerings: Readonly<Partial<Record<Slot, Offering>>>): Enrolment[] {
  return (Object.entries(offerings) as [Slot, Offering][]).map(([slot, offering]) => ({
    slot,
    course: course((major === '生物技术' ? biotechnology[slot] : undefined) ?? offering),
  }));
}
const required: Readonly<Record<Major, readonly (readonly Enrolment[])[]>> = {
  生物科学: shared.map((offerings) => requiredOf('生物科学', offerings)),
  生物技术: shared.map((offerings) => requiredOf('生物技术', offerings)),
};
const sportSlots = ['pe1', 'pe2', 'pe3', 'pe4'] as const;
const freeSlots = ['free1', 'free2', 'free3', 'free4'] as const;

/**
 * What one student reads in one semester of the programme.
 *
 * @param semester 0 for the first
 * @param club index into `clubs`
 * @param choice which of the semester's electives
 */
export function enrolments(major: Major, semester: number, club: number, choice: number): Enrolment[] {
  const result = [...(required[major][semester] ?? [])];
  const sport = clubs[club % clubs.length];
  const sportSlot = sportSlots[semester];
  const pool = free[semester];
  const elective = pool?.[choice % pool.length];
  const freeSlot = freeSlots[semester];
  if (sport && sportSlot) result.push({ slot: sportSlot, course: sport });
  if (elective && freeSlot) result.push({ slot: freeSlot, course: elective });
  return result;
}
