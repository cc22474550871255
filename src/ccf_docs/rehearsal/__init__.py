"""The invented campaign that shows every state; `ccf-docs init --rehearsal` copies the folder beside this file."""
