package org.aralwatch.geodata.storage;

/** What a change does where it meets approved values. */
public enum ApprovedValues {
  /** It leaves them as they are: approved values are final. */
  KEEP,
  /** It changes them, as somebody has said in so many words. */
  CHANGE
}
