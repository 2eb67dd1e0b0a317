/** What ids are called. */
export const ID_NAME =
  /(^|[._])(id|ids|key|ref|reference|no|number|seq|serial|receipt|token)(\.\[\])?$|(Id|Key|Ref|Reference|No|Number|Seq|Receipt|Token)$/;
