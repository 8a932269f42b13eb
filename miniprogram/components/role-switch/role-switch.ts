type RoleChoice = { readonly role: string; readonly label: string; readonly scope: string };

/** In which role one acts, and a way to the others where there are any. */
Component({
  properties: {
    label: { type: String, value: '' },
    scope: { type: String, value: '' },
    /** All roles of the person, the active one among them. */
    roles: { type: Array, value: [] as RoleChoice[] },
  },
  methods: {
    onSwitch() {
      const roles = this.data.roles as RoleChoice[];
      if (roles.length < 2) return;
      wx.showActionSheet({
        alertText: '以哪个身份查看',
        itemList: roles.map(({ label, scope }) => (scope ? `${label}（${scope}）` : label)),
        success: ({ tapIndex }) => this.triggerEvent('switch', { role: roles[tapIndex]?.role }),
      });
    },
  },
});
