import type { Profile } from '#shared/models/profile.ts';
import { DeleteProfileDialog } from '../features/profiles/delete-profile-dialog.tsx';
import { ProfileDialog } from '../features/profiles/profile-dialog.tsx';

export type ProfileAction = 'edit' | 'delete' | undefined;

export function ProfileDialogs(props: {
  profile: Profile;
  action: ProfileAction;
  onClose: () => void;
  onSaved: (profile: Profile) => void;
}) {
  const { profile, action, onClose, onSaved } = props;
  return (
    <>
      <ProfileDialog isOpen={action === 'edit'} onClose={onClose} profile={profile} onSaved={onSaved} />
      <DeleteProfileDialog profile={action === 'delete' ? profile : undefined} onClose={onClose} />
    </>
  );
}
