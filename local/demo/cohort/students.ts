import { type Gender, inventElder, inventName, surnameOf } from './names';
import { type Plan, plans } from './plans';
import { createRandom, type Random } from './random';
import { type CohortClass, classes, staff } from './staff';

export interface Student {
  /** 12 digits as text; two begin with zeros, as numbers of an older scheme do. */
  readonly studentNo: string;
  readonly name: string;
  readonly gender: Gender;
  readonly nativePlace: string;
  readonly class: CohortClass;
  readonly family: string;
  readonly phone: string;
  readonly guardians: string;
  readonly plan: Plan | null;
}

const places =
  '浙江绍兴 浙江诸暨 浙江嵊州 浙江新昌 浙江宁波 浙江温州 浙江台州 浙江衢州 浙江丽水 安徽阜阳 安徽安庆 江西上饶 江西赣州 河南信阳 河南周口 湖北黄冈 湖南邵阳 贵州遵义 云南曲靖 四川巴中 甘肃天水 山东临沂 福建宁德 广西河池'.split(
    ' ',
  );
const economies = {
  农村: ['经济一般', '经济困难（已建档）', '经济较困难', '务农，经济一般', '父母外出务工，经济一般'],
  城镇: ['经济较好', '经济一般', '个体经营，经济较好', '父母为职工，经济一般', '父母下岗，经济较困难'],
} as const;
const oldScheme = new Set(['生物科学242/30', '生物技术241/29']);

function studentNoOf(cohortClass: CohortClass, seat: number): string {
  const programme = cohortClass.major === '生物科学' ? '0901' : '0902';
  const section = cohortClass.name.slice(-1);
  const year = oldScheme.has(`${cohortClass.name}/${seat}`)
    ? `00${String(cohortClass.grade).slice(2)}`
    : String(cohortClass.grade);
  return `${year}${programme}${section}${String(seat).padStart(3, '0')}`;
}

function describeFamily(name: string, index: number, random: Random) {
  const home = random.chance(0.55) ? '农村' : '城镇';
  const economy = random.pick(economies[home]);
  const bond = random.chance(0.86)
    ? random.pick(['父母健在', '双亲家庭', '有一弟', '有一姐'])
    : random.pick(['单亲，随母', '单亲，随父', '父母离异，随祖辈', '父亲病故']);
  // 1990000xxxx: a block kept for invented numbers throughout the demo.
  const number = (line: number) => `1990000${line + index}`;
  const father = `父亲 ${inventElder('男', random, surnameOf(name))} ${number(4000)}`;
  const mother = `母亲 ${inventElder('女', random)} ${number(7000)}`;
  const guardians =
    bond === '单亲，随母' || bond === '父亲病故'
      ? [mother]
      : bond === '单亲，随父'
        ? [father]
        : bond === '父母离异，随祖辈'
          ? [`祖父 ${inventElder('男', random, surnameOf(name))} ${number(4000)}`]
          : [father, mother];
  return { family: `${home}，${economy}，${bond}`, phone: number(1000), guardians: guardians.join('；') };
}

/** The roster, class by class in order of seat; planned students are spread over the seats. */
export function createStudents(): Student[] {
  const taken = new Set([...plans.map(({ name }) => name), ...staff.map(({ name }) => name)]);
  const students: Student[] = [];
  for (const cohortClass of classes) {
    const planned = plans.filter(({ className }) => className === cohortClass.name);
    const stride = Math.floor(cohortClass.size / planned.length);
    for (let seat = 1; seat <= cohortClass.size; seat += 1) {
      const studentNo = studentNoOf(cohortClass, seat);
      const random = createRandom(`student ${studentNo}`);
      const plan = seat % stride === 0 ? (planned[seat / stride - 1] ?? null) : null;
      const gender = plan?.gender ?? (random.chance(0.62) ? '女' : '男');
      const name = plan?.name ?? inventName(gender, random, taken);
      students.push({
        studentNo,
        name,
        gender,
        nativePlace: random.pick(places),
        class: cohortClass,
        ...describeFamily(name, students.length + 1, random),
        plan,
      });
    }
  }
  return students;
}
