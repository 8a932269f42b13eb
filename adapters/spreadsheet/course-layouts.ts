import { LAYOUT_LABELS } from '#core/domain/labels';
import { type Layout, may, need } from './layouts';

export type CourseField = 'courseCode' | 'courseName' | 'credit' | 'nature';
export type CourseLayout = Layout<'courses', CourseField>;

/** 课程目录, in our own template or as a system exports it. */
export const COURSE_LAYOUT: CourseLayout = {
  id: 'courses',
  kind: 'courses',
  title: LAYOUT_LABELS.courses,
  columns: [
    need('课程代码', 'courseCode', '课程编号', '课程号'),
    may('课程名称', 'courseName', '课程名'),
    need('学分', 'credit'),
    may('课程性质', 'nature', '课程属性'),
  ],
  excludes: ['学号', '成绩', '总成绩', '折算成绩', '补考成绩', '绩点'],
};
