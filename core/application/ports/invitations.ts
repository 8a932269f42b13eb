/** A picture as WeChat gives it. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'png' | 'jpg';
}

/** Mini-program codes (小程序码) that open the page for activating. */
export interface InvitationImages {
  /** @throws DomainError INVITATION_OFF, INVITATION_REFUSED or WECHAT_BUSY */
  draw(departmentId: string, scene: string): Promise<Picture>;
}
