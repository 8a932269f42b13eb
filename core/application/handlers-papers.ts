import { printActivationSheet } from './activation-sheets';
import { exportArchive, exportWithSensitive } from './archive-export';
import { issueCertificate, printCertificate, printHoursList } from './certificate-papers';
import { printCommendations } from './commendation-papers';
import { printConference } from './conference-paper';
import { invitePerson } from './invitations';
import { printJointMeeting } from './joint-meeting-paper';
import { printLetters, printMailList } from './letter-papers';
import { approveLetters } from './letter-steps';
import { downloadTemplate, saveTemplate } from './letter-templates';
import { printBlankTalkRecord, printTalkRecord } from './papers';
import { printSummary, printTermList } from './summary-papers';
import type { Handlers } from './use-case';

/** What the `papers` function serves. */
export const papersHandlers = {
  'papers.talk-record': printTalkRecord,
  'papers.archive': exportArchive,
  'papers.archive-with-sensitive': exportWithSensitive,
  'papers.joint-meeting': printJointMeeting,
  'papers.activation-sheet': printActivationSheet,
  'papers.invitation': invitePerson,
  'papers.letters': printLetters,
  'papers.save-template': saveTemplate,
  'papers.template-file': downloadTemplate,
  'papers.mail-list': printMailList,
  'papers.issue-certificate': issueCertificate,
  'papers.certificate': printCertificate,
  'papers.commendations': printCommendations,
  'papers.hours-list': printHoursList,
  'papers.approve-letters': approveLetters,
  'papers.blank-talk-record': printBlankTalkRecord,
  'papers.summary': printSummary,
  'papers.term-list': printTermList,
  'papers.conference': printConference,
} satisfies Handlers;
