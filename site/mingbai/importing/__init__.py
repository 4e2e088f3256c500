"""From an agency's document to guides: read → repair → recognise → assemble → report. Pure; never publishes, never drops a sentence."""
