"""What the columns of a publisher's file are: drafted, asked, checked, and imported by."""
