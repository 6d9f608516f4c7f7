import type { AiPart } from './overlayContract';

/** What a key does with the AI: shows or hides a part; asks for it, or shows or hides all that was drawn; changes how strongly. */
export type AiAct = AiPart | 'show' | 'opacity';
