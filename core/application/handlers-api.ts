import { issueActivationCode, listAccounts, unbindAccount } from './accounts';
import { activateVolunteer } from './activate-volunteer';
import { listTimeline, showArchive } from './archive';
import { showViewers } from './archive-viewers';
import { checkAudit, listAudit } from './audit';
import { changeCalendar, showCalendar, weighChange } from './calendar';
import { listCertifiable, listOwnCertificates, showCertifiable, withdrawCertificate } from './certificates';
import {
  decideCommendation,
  listCommendationsOf,
  showCommendations,
  withdrawCommendation,
} from './commendations';
import { applyConference } from './conference-apply';
import { prepareDecision, sayView } from './conference-discussion';
import { joinConference, showOwnConference } from './conference-own';
import { leaveConference, markMember, openConference, showConference } from './conferences';
import { answerRequest, enterRequest, listRequests, setAnswerDays, showRequest } from './data-requests';
import { askAboutOwnData, showOwnData, withdrawRequest } from './data-rights';
import { decide } from './deciding';
import { showWaivers, unwaiveDuty, waiveDuty } from './duty-waivers';
import { listFigureRows, showFigures } from './figures';
import { fileLesson, fileNote, listFocus } from './focus';
import { readNumbers, saveGuardian, showGuardians } from './guardians';
import { drawPairs, fileCheck, listDraws } from './help-checks';
import {
  issueHelpCode,
  listHelpOfStudent,
  listOwnHelp,
  logHelp,
  reviewHelp,
  withdrawHelp,
} from './help-sessions';
import { withdrawInvitation } from './invitations';
import { addMeetingEntry, showJointMeeting, signMeeting } from './joint-meetings';
import { addReceipt, removeReceipt } from './letter-receipts';
import { stepLetter } from './letter-steps';
import { requestTemplateUpload, showTemplate } from './letter-templates';
import { addressLetter, draftLetter, listLetters, saveWording, showLetter, showWording } from './letters';
import { showAgenda, showProposal } from './meeting';
import { listOversight, showOversight } from './oversight';
import { showPairingDesk, showStudentPairing } from './pairing-desk';
import { confirmPairs, endPairing, listOwnPairs, savePairingWish, setPairContact } from './pairings';
import { fileCall, openCallForm, waiveCall } from './parent-calls';
import { adviseCourses, reviewPlan } from './plan-reviews';
import { listPolicyVersions, savePolicyRules, savePolicyTables, showPolicy } from './policies';
import { answerPrivacy, showPrivacy } from './privacy';
import { announceQa, listQa, reportQa, showQa } from './qa-sessions';
import { giveQueueKey } from './queue-key';
import { listPhrases, removePhrase, savePhrase } from './quick-phrases';
import {
  decideApplication,
  listApplicants,
  listCalls,
  openCall,
  registerVolunteer,
  showApplicant,
  trainVolunteer,
} from './recruiting';
import { answerReferral, listReferrals, showReferral } from './referral-answers';
import {
  fileReferral,
  listOwnReferrals,
  openReferralForm,
  requestPhotoUpload,
  withdrawReferral,
} from './referrals';
import { answerSubscription, listReminderProblems, settleReminder, showReminders } from './reminders';
import { closeCase, listRolloverCases, showRollover } from './rollover';
import {
  addArea,
  addClass,
  handOver,
  listAreas,
  listClasses,
  listOfferings,
  listScopes,
  moveClass,
  showClass,
} from './roster-classes';
import { showHandoverSheet } from './roster-handover-sheet';
import { addPerson, listPeople, renamePerson, showPerson } from './roster-people';
import { endStandIn, standIn } from './roster-stand-in';
import { correctTenure, endTenure, giveRole, leave } from './roster-tenures';
import { compareScreenings } from './screening-comparison';
import { replayScreening } from './screening-replay';
import { listScreenings, runScreening } from './screenings';
import { showMe } from './session';
import { listStudents, readSensitive } from './students';
import { agreeToPlan, issuePlanCode, savePlan, showPlan } from './study-plans';
import { listTalks } from './talk-lists';
import { reviseTalk } from './talk-revisions';
import { fileTalk, openTalkForm, showTalkPhotos, supplementTalk, viewTalk } from './talks';
import { saveSummary, showSummary, signSummary } from './term-summary';
import { listTextHints, setTextCheckLevel, settleTextHint } from './text-hints';
import { listToday } from './today';
import type { Handlers } from './use-case';
import { fileGuidance, listOwnGuidance, showGuidance } from './volunteer-guidance';
import { comparePolicies } from './what-if';
import { listWorkload, showWorkload } from './workload-ahead';

/** What the `api` function serves. */
export const apiHandlers = {
  'session.me': showMe,
  'queue.key': giveQueueKey,
  'phrases.list': listPhrases,
  'phrases.save': savePhrase,
  'phrases.remove': removePhrase,
  'privacy.show': showPrivacy,
  'privacy.answer': answerPrivacy,
  'today.list': listToday,
  'recruiting.calls': listCalls,
  'recruiting.open': openCall,
  'recruiting.applicants': listApplicants,
  'recruiting.applicant': showApplicant,
  'recruiting.decide': decideApplication,
  'recruiting.train': trainVolunteer,
  'recruiting.register': registerVolunteer,
  'recruiting.activate': activateVolunteer,
  'commendations.desk': showCommendations,
  'commendations.decide': decideCommendation,
  'commendations.withdraw': withdrawCommendation,
  'commendations.of-volunteer': listCommendationsOf,
  'certificates.list': listCertifiable,
  'certificates.volunteer': showCertifiable,
  'certificates.mine': listOwnCertificates,
  'certificates.withdraw': withdrawCertificate,
  'letters.list': listLetters,
  'letters.show': showLetter,
  'letters.draft': draftLetter,
  'letters.address': addressLetter,
  'letters.step': stepLetter,
  'letters.receipt': addReceipt,
  'letters.remove-receipt': removeReceipt,
  'letters.template': showTemplate,
  'letters.template-upload': requestTemplateUpload,
  'letters.wording': showWording,
  'letters.save-wording': saveWording,
  'today.workload': showWorkload,
  'today.workload-rows': listWorkload,
  'students.list': listStudents,
  'students.archive': showArchive,
  'students.timeline': listTimeline,
  'students.viewers': showViewers,
  'students.sensitive': readSensitive,
  'talks.form': openTalkForm,
  'talks.file': fileTalk,
  'talks.view': viewTalk,
  'talks.photos': showTalkPhotos,
  'talks.list': listTalks,
  'talks.revise': reviseTalk,
  'talks.supplement': supplementTalk,
  'pairings.desk': showPairingDesk,
  'pairings.student': showStudentPairing,
  'pairings.confirm': confirmPairs,
  'pairings.end': endPairing,
  'pairings.contact': setPairContact,
  'pairings.wish': savePairingWish,
  'pairings.mine': listOwnPairs,
  'guardians.show': showGuardians,
  'guardians.numbers': readNumbers,
  'guardians.save': saveGuardian,
  'contacts.form': openCallForm,
  'contacts.file': fileCall,
  'contacts.waive': waiveCall,
  'rollover.show': showRollover,
  'rollover.cases': listRolloverCases,
  'rollover.close': closeCase,
  'oversight.show': showOversight,
  'oversight.rows': listOversight,
  'duties.waivers': showWaivers,
  'duties.waive': waiveDuty,
  'duties.unwaive': unwaiveDuty,
  'joint-meetings.show': showJointMeeting,
  'joint-meetings.add': addMeetingEntry,
  'joint-meetings.sign': signMeeting,
  'plans.show': showPlan,
  'plans.save': savePlan,
  'plans.agree': agreeToPlan,
  'plans.code': issuePlanCode,
  'plans.review': reviewPlan,
  'plans.advise': adviseCourses,
  'guidance.of-student': showGuidance,
  'guidance.file': fileGuidance,
  'guidance.mine': listOwnGuidance,
  'checks.draw': drawPairs,
  'checks.list': listDraws,
  'checks.file': fileCheck,
  'focus.mine': listFocus,
  'focus.lesson': fileLesson,
  'focus.note': fileNote,
  'qa.list': listQa,
  'qa.show': showQa,
  'qa.announce': announceQa,
  'qa.report': reportQa,
  'help.log': logHelp,
  'help.mine': listOwnHelp,
  'help.code': issueHelpCode,
  'help.withdraw': withdrawHelp,
  'help.of-student': listHelpOfStudent,
  'help.review': reviewHelp,
  'screenings.run': runScreening,
  'screenings.list': listScreenings,
  'screenings.compare': compareScreenings,
  'screenings.replay': replayScreening,
  'policies.show': showPolicy,
  'policies.what-if': comparePolicies,
  'policies.history': listPolicyVersions,
  'policies.save': savePolicyTables,
  'policies.save-rules': savePolicyRules,
  'meeting.agenda': showAgenda,
  'meeting.proposal': showProposal,
  'meeting.decide': decide,
  'calendar.show': showCalendar,
  'calendar.weigh': weighChange,
  'calendar.change': changeCalendar,
  'accounts.list': listAccounts,
  'accounts.issue-code': issueActivationCode,
  'accounts.withdraw-invitation': withdrawInvitation,
  'accounts.unbind': unbindAccount,
  'audit.list': listAudit,
  'audit.check': checkAudit,
  'referrals.form': openReferralForm,
  'referrals.upload': requestPhotoUpload,
  'referrals.file': fileReferral,
  'referrals.mine': listOwnReferrals,
  'referrals.withdraw': withdrawReferral,
  'referrals.list': listReferrals,
  'referrals.show': showReferral,
  'referrals.answer': answerReferral,
  'roster.people': listPeople,
  'roster.person': showPerson,
  'roster.add-person': addPerson,
  'roster.rename-person': renamePerson,
  'roster.assign': giveRole,
  'roster.end': endTenure,
  'roster.correct': correctTenure,
  'roster.leave': leave,
  'roster.stand-in': standIn,
  'roster.end-stand-in': endStandIn,
  'roster.scopes': listScopes,
  'roster.classes': listClasses,
  'roster.class': showClass,
  'roster.add-class': addClass,
  'roster.move-class': moveClass,
  'roster.hand-over': handOver,
  'roster.handover-sheet': showHandoverSheet,
  'roster.areas': listAreas,
  'roster.add-area': addArea,
  'roster.offerings': listOfferings,
  'rights.mine': showOwnData,
  'rights.ask': askAboutOwnData,
  'rights.withdraw': withdrawRequest,
  'rights.requests': listRequests,
  'rights.show': showRequest,
  'rights.enter': enterRequest,
  'rights.answer': answerRequest,
  'rights.set-days': setAnswerDays,
  'figures.show': showFigures,
  'figures.rows': listFigureRows,
  'summary.show': showSummary,
  'summary.save': saveSummary,
  'summary.sign': signSummary,
  'conference.show': showConference,
  'conference.open': openConference,
  'conference.mark': markMember,
  'conference.say': sayView,
  'conference.prepare': prepareDecision,
  'conference.apply': applyConference,
  'conference.leave': leaveConference,
  'conference.mine': showOwnConference,
  'conference.join': joinConference,
  'texts.hints': listTextHints,
  'texts.settle': settleTextHint,
  'texts.set-level': setTextCheckLevel,
  'reminders.mine': showReminders,
  'reminders.subscribe': answerSubscription,
  'reminders.problems': listReminderProblems,
  'reminders.settle': settleReminder,
} satisfies Handlers;
