const key = (sessionId: string): string => `reading.instructions.${sessionId}`;

export function hasSeenInstructions(sessionId: string): boolean {
  try {
    return localStorage.getItem(key(sessionId)) !== null;
  } catch {
    return false;
  }
}

export function instructionsSeen(sessionId: string): void {
  try {
    localStorage.setItem(key(sessionId), 'seen');
  } catch {
    // They are shown again next time.
  }
}
