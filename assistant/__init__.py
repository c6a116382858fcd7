"""年报助手: drafts and checks 政府信息公开工作年度报告. Importing this does nothing."""
